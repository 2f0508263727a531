-- What a console does with these tables besides reading them: it keeps researchers' cohorts, and turns the
-- pseudonyms that a researcher names for a backtest into sessions, a few at a time and each time on record.
-- Its login is in rivulet_reader and in rivulet_console_writer, and in nothing else.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rivulet_console_writer') THEN
    BEGIN
      CREATE ROLE rivulet_console_writer NOLOGIN;
    EXCEPTION
      WHEN insufficient_privilege THEN
        RAISE NOTICE 'role rivulet_console_writer is not there and % may not make it: an administrator runs CREATE ROLE rivulet_console_writer NOLOGIN, then SELECT rivulet.console_privileges()', current_user;
      WHEN duplicate_object OR unique_violation THEN
        NULL; -- Another database of this server migrates at the same time; roles are shared.
    END;
  END IF;
END
$$;

CREATE FUNCTION research_translate(of_principal text, pseudonyms text[])
  RETURNS TABLE (session text, site text, shown text, shift_days integer)
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF of_principal IS NULL OR btrim(of_principal) = '' THEN
    RAISE EXCEPTION 'nobody is named who asks for sessions by pseudonym' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF pseudonyms IS NULL OR cardinality(pseudonyms) NOT BETWEEN 1 AND 50 THEN
    RAISE EXCEPTION '1 to 50 pseudonyms are translated at a time, not %', coalesce(cardinality(pseudonyms), 0)
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  INSERT INTO rivulet.research_access (channel, principal, accessed_time, view_name, statement)
    VALUES ('api', left(of_principal, 200), clock_timestamp(), 'research_translate',
      left(array_to_string(pseudonyms, ' '), 4000));
  RETURN QUERY SELECT held.session, held.site, own.pseudonym::text, person.shift_days
    FROM rivulet.research_name own
    JOIN rivulet.session held ON held.session = own.name
    JOIN rivulet.research_subject person ON person.site = held.site AND person.subject = held.subject
    WHERE own.kind = 'session' AND own.pseudonym = ANY (pseudonyms);
END
$$;
COMMENT ON FUNCTION research_translate IS 'The sessions that up to 50 pseudonyms name, for a program that works on them and shows only pseudonyms; recorded in research_access';

-- Run again by an administrator who made the role after this migration had run.
CREATE FUNCTION console_privileges() RETURNS void
  LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  REVOKE ALL ON FUNCTION rivulet.research_translate, rivulet.console_privileges FROM PUBLIC;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rivulet_console_writer') THEN
    GRANT USAGE ON SCHEMA rivulet TO rivulet_console_writer;
    GRANT SELECT, INSERT ON rivulet.cohort, rivulet.cohort_member TO rivulet_console_writer;
    GRANT EXECUTE ON FUNCTION rivulet.research_translate TO rivulet_console_writer;
  END IF;
END
$$;
COMMENT ON FUNCTION console_privileges IS 'Gives and takes the rights that consoles need; running it again changes nothing';
SELECT console_privileges();
