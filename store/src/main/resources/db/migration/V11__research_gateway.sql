-- A program that reads for many researchers through one login role, such as the console's API. It reads nothing
-- by itself: each request is admitted through another connection, recorded, with the person's name and sites;
-- the ticket that this yields opens the views for a while, for rows of those sites. Cohorts of researchers.

CREATE TABLE research_gateway (
  login_role text COLLATE "C" PRIMARY KEY
);
COMMENT ON TABLE research_gateway IS 'Login roles that read for people whom a program knows: without a ticket they read nothing';
COMMENT ON COLUMN research_gateway.login_role IS 'The role that the program logs in as';

CREATE TABLE research_admission (
  ticket_sha256 bytea       PRIMARY KEY,
  principal     text        COLLATE "C" NOT NULL,
  sites         text[]      COLLATE "C",
  cohort        text,
  valid_until   timestamptz NOT NULL,
  request       bigint      NOT NULL REFERENCES research_access
);
COMMENT ON TABLE research_admission IS 'Requests that may read research data now; those that are over are removed by the next one';
COMMENT ON COLUMN research_admission.ticket_sha256 IS 'SHA-256 of the ticket, which itself is kept nowhere';
COMMENT ON COLUMN research_admission.principal IS 'Whom the program knows the caller as';
COMMENT ON COLUMN research_admission.sites IS 'The clinics whose rows may be read, of those that the login role was granted; null for all of these';
COMMENT ON COLUMN research_admission.cohort IS 'The cohort it is about, name and version; null where none was given';
COMMENT ON COLUMN research_admission.valid_until IS 'Until when the ticket opens the views';
COMMENT ON COLUMN research_admission.request IS 'The request in research_access';

ALTER TABLE research_access ADD COLUMN request bigint REFERENCES research_access;
COMMENT ON COLUMN research_access.request IS 'The request of the API that the statement was part of; null for statements of people';
COMMENT ON COLUMN research_grant.site IS 'The clinic; * for every one, those to come too';

CREATE FUNCTION research_admit(
    principal text, sites text[], path text, request text, cohort text, lifetime interval) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ticket text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
  noted bigint;
BEGIN
  IF principal IS NULL OR btrim(principal) = '' THEN
    RAISE EXCEPTION 'nobody is named whom to admit' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF lifetime IS NULL OR lifetime <= interval '0' OR lifetime > interval '1 day' THEN
    RAISE EXCEPTION 'a ticket is good for up to 1 day, not for %', lifetime USING ERRCODE = 'invalid_parameter_value';
  END IF;
  DELETE FROM rivulet.research_admission WHERE valid_until < clock_timestamp();
  INSERT INTO rivulet.research_access (channel, principal, accessed_time, view_name, statement, cohort)
    VALUES ('api', left(principal, 200), clock_timestamp(), left(path, 200), left(request, 4000), left(cohort, 200))
    RETURNING number INTO noted;
  INSERT INTO rivulet.research_admission (ticket_sha256, principal, sites, cohort, valid_until, request)
    VALUES (sha256(convert_to(ticket, 'UTF8')), left(principal, 200), sites, left(cohort, 200),
      clock_timestamp() + lifetime, noted);
  RETURN ticket;
END
$$;
COMMENT ON FUNCTION research_admit IS 'Records a request of the API and gives the ticket that lets its login role read for it: setting rivulet.research_ticket';

CREATE FUNCTION research_presented() RETURNS rivulet.research_admission
  LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT admitted FROM rivulet.research_admission admitted
  WHERE ticket_sha256 = sha256(convert_to(current_setting('rivulet.research_ticket', true), 'UTF8'))
    AND valid_until > clock_timestamp()
$$;
COMMENT ON FUNCTION research_presented IS 'The admission whose ticket is set, while it is good';

CREATE OR REPLACE FUNCTION research_gate(of_view text) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  said rivulet.research_announcement;
  admitted rivulet.research_admission;
BEGIN
  IF current_setting('transaction_read_only')::boolean THEN
    RAISE EXCEPTION 'view % cannot be read in a read-only transaction, which cannot record the access', of_view
      USING ERRCODE = 'read_only_sql_transaction', HINT = 'begin a read-write transaction';
  END IF;
  IF EXISTS (SELECT FROM rivulet.research_gateway WHERE login_role = session_user) THEN
    admitted := rivulet.research_presented();
    IF admitted.request IS NULL THEN
      RAISE EXCEPTION 'view % is closed to %: it reads for others, and no ticket of a request is set that is good', of_view, session_user
        USING ERRCODE = 'insufficient_privilege', HINT = 'each request is admitted by rivulet.research_admit';
    END IF;
    INSERT INTO rivulet.research_access (channel, principal, accessed_time, view_name, statement, cohort, request)
      VALUES ('sql', admitted.principal, clock_timestamp(), of_view, left(coalesce(current_query(), ''), 4000),
        admitted.cohort, admitted.request);
    RETURN true;
  END IF;
  SELECT * INTO said FROM rivulet.research_announcement
    WHERE login_role = session_user AND valid_until > clock_timestamp()
      AND transaction <> pg_current_xact_id() AND (views @> ARRAY['*'] OR views @> ARRAY[of_view])
    ORDER BY number DESC LIMIT 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'view % is closed to %: nothing was announced for it in the last 12 hours', of_view, session_user
      USING ERRCODE = 'insufficient_privilege',
        HINT = 'run SELECT rivulet_research.announce(''what for''); commit it, then read';
  END IF;
  INSERT INTO rivulet.research_access (channel, principal, accessed_time, view_name, statement, cohort, announcement)
    VALUES ('sql', session_user, clock_timestamp(), of_view, left(coalesce(current_query(), ''), 4000),
      said.cohort, said.number);
  RETURN true;
END
$$;

-- The setting is text of whoever connects, and opens nothing by itself: what it is compared with is a row that
-- the login role can neither read nor write.
CREATE VIEW research_open_site AS
  SELECT clinic.name AS site, clinic.pseudonym, bool_or(allowed.site_named) AS site_named
  FROM research_name clinic
  JOIN research_grant allowed ON allowed.login_role = session_user::text COLLATE "C"
    AND allowed.site COLLATE "C" IN (clinic.name, '*')
    AND (allowed.until IS NULL OR allowed.until > now())
  WHERE clinic.kind = 'site'
    AND (NOT EXISTS (SELECT FROM research_gateway door WHERE door.login_role = session_user::text COLLATE "C")
      OR EXISTS (SELECT FROM research_admission admitted
        WHERE admitted.ticket_sha256 = sha256(convert_to(current_setting('rivulet.research_ticket', true), 'UTF8'))
          AND admitted.valid_until > now()
          AND (admitted.sites IS NULL OR clinic.name = ANY (admitted.sites))))
  GROUP BY clinic.name, clinic.pseudonym;
COMMENT ON VIEW research_open_site IS 'Clinics whose rows whoever asks may see; for the views of rivulet_research';

CREATE OR REPLACE VIEW research_visible AS
  SELECT held.session, own.pseudonym AS session_pseudonym, person.pseudonym AS subject_pseudonym,
    CASE WHEN allowed.site_named THEN held.site ELSE allowed.pseudonym END AS site_shown,
    -- Hours, because a day in a zone with summer time may have 23 or 25.
    make_interval(hours => 24 * person.shift_days) AS shift
  FROM session held
  JOIN research_open_site allowed ON allowed.site = held.site COLLATE "C"
  JOIN research_subject person ON person.site = held.site AND person.subject = held.subject
  JOIN research_name own ON own.kind = 'session' AND own.name = held.session;

CREATE OR REPLACE VIEW rivulet_research.outcome WITH (security_barrier) AS
  SELECT md5(concat_ws(' ', course.pseudonym, held.instrument, held.after_sessions, held.follow_up)) AS event_id,
    course.pseudonym AS series, person.pseudonym AS subject, held.instrument, held.after_sessions,
    held.follow_up, held.score, held.scored_time + make_interval(hours => 24 * person.shift_days) AS scored_time
  FROM rivulet.series whole
  JOIN rivulet.research_open_site allowed ON allowed.site = whole.site COLLATE "C"
  JOIN rivulet.research_subject person ON person.site = whole.site AND person.subject = whole.subject
  JOIN rivulet.research_name course ON course.kind = 'series' AND course.name = whole.series
  JOIN rivulet.outcome held ON held.series = whole.series
  WHERE (SELECT rivulet.research_gate('outcome'));

CREATE OR REPLACE FUNCTION research_privileges() RETURNS void
  LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  private text;
BEGIN
  REVOKE ALL ON FUNCTION rivulet.research_hmac, rivulet.research_mac, rivulet.research_learn_subject,
    rivulet.research_learn_name, rivulet.research_learn, rivulet.research_rotate_key,
    rivulet_research.announce, rivulet.research_gate, rivulet.binding_taken, rivulet.research_note_request,
    rivulet.research_admit, rivulet.research_presented, rivulet.research_privileges FROM PUBLIC;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rivulet_reader') THEN
    -- A reader of clinical tables has no need to tell who is who in research, or who looked.
    FOREACH private IN ARRAY ARRAY['research_key', 'research_subject', 'research_name', 'research_grant',
      'research_announcement', 'research_access', 'research_visible', 'research_gateway', 'research_admission',
      'research_open_site'] LOOP
      EXECUTE format('REVOKE ALL ON rivulet.%I FROM rivulet_reader', private);
    END LOOP;
    GRANT EXECUTE ON FUNCTION rivulet.research_note_request, rivulet.research_admit, rivulet.binding_taken
      TO rivulet_reader;
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rivulet_research') THEN
    GRANT USAGE ON SCHEMA rivulet_research TO rivulet_research;
    GRANT SELECT ON ALL TABLES IN SCHEMA rivulet_research TO rivulet_research;
    GRANT EXECUTE ON FUNCTION rivulet_research.announce TO rivulet_research;
    -- A view's functions run as whoever asks. Without USAGE on schema rivulet they cannot be named, so
    -- they run within the views only.
    GRANT EXECUTE ON FUNCTION rivulet.research_gate, rivulet.binding_taken TO rivulet_research;
  END IF;
END
$$;
SELECT research_privileges();

ALTER TABLE cohort ADD COLUMN owner text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE cohort ADD COLUMN event_id text COLLATE "C";
ALTER TABLE cohort_member ADD COLUMN owner text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE cohort_member DROP CONSTRAINT cohort_member_name_version_fkey;
ALTER TABLE cohort_member DROP CONSTRAINT cohort_member_pkey;
ALTER TABLE cohort DROP CONSTRAINT cohort_pkey;
ALTER TABLE cohort ADD PRIMARY KEY (owner, name, version);
ALTER TABLE cohort ADD CONSTRAINT cohort_saved_once UNIQUE (owner, event_id);
ALTER TABLE cohort_member ADD PRIMARY KEY (owner, name, version, session);
ALTER TABLE cohort_member ADD FOREIGN KEY (owner, name, version) REFERENCES cohort;
COMMENT ON COLUMN cohort.owner IS 'The researcher whose it is, as the console knows them: names and times in it are those of research; empty for those saved over clinical tables';
COMMENT ON COLUMN cohort.event_id IS 'The command that saved it: sent twice it is one version; null from the command line';
COMMENT ON COLUMN cohort_member.owner IS 'Whose the cohort is';
