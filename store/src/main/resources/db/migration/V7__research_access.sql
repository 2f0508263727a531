-- What researchers may see, and the record of their seeing it. They read views in schema rivulet_research
-- and nothing else: keyed pseudonyms instead of names, times moved by whole days that differ for each
-- subject, no free text, rows of granted sites only. docs/research.md says what it guards against.

DO $$
BEGIN
  CREATE SCHEMA IF NOT EXISTS rivulet_research;
EXCEPTION
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'schema rivulet_research is not there and % may not make it', current_user
      USING HINT = format('an administrator runs CREATE SCHEMA rivulet_research AUTHORIZATION %I; then start again', current_user);
END
$$;
COMMENT ON SCHEMA rivulet_research IS 'De-identified views for researchers; reading them takes role rivulet_research, a grant of a site and an announcement';

CREATE TABLE research_key (
  only_row     boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
  generation   integer     NOT NULL CHECK (generation >= 1),
  key          bytea       NOT NULL CHECK (length(key) = 32),
  created_time timestamptz NOT NULL
);
COMMENT ON TABLE research_key IS 'The key of pseudonyms and shifts; whoever has it and a list of names can undo them';
COMMENT ON COLUMN research_key.only_row IS 'Always true: there is one row';
COMMENT ON COLUMN research_key.generation IS 'Counts up with every rotation, from 1';
COMMENT ON COLUMN research_key.key IS '32 random bytes; never copied, shown or exported';
COMMENT ON COLUMN research_key.created_time IS 'When it came into force';

CREATE TABLE research_subject (
  site       text    NOT NULL,
  subject    text    NOT NULL,
  pseudonym  text    COLLATE "C" NOT NULL UNIQUE,
  shift_days integer NOT NULL CHECK (shift_days BETWEEN -365 AND 365 AND shift_days <> 0),
  PRIMARY KEY (site, subject)
);
COMMENT ON TABLE research_subject IS 'What each subject of each site is called in research, and by how many days its times are moved; a function of the key';
COMMENT ON COLUMN research_subject.site IS 'The clinic';
COMMENT ON COLUMN research_subject.subject IS 'The subject, as in session';
COMMENT ON COLUMN research_subject.pseudonym IS 'Its name in research';
COMMENT ON COLUMN research_subject.shift_days IS 'Days of 24 hours added to its times, -365 to 365, never 0';

CREATE TABLE research_name (
  kind      text NOT NULL CHECK (kind IN ('site', 'session', 'series', 'device')),
  name      text COLLATE "C" NOT NULL,
  pseudonym text COLLATE "C" NOT NULL UNIQUE,
  PRIMARY KEY (kind, name)
);
COMMENT ON TABLE research_name IS 'What sites, sessions, series and devices are called in research; a function of the key';
COMMENT ON COLUMN research_name.kind IS 'site, session, series or device';
COMMENT ON COLUMN research_name.name IS 'The name in every other table';
COMMENT ON COLUMN research_name.pseudonym IS 'The name in research';

CREATE TABLE research_grant (
  login_role   text        COLLATE "C" NOT NULL,
  site         text        NOT NULL,
  site_named   boolean     NOT NULL DEFAULT false,
  granted_by   text        NOT NULL DEFAULT session_user,
  granted_time timestamptz NOT NULL DEFAULT now(),
  until        timestamptz,
  PRIMARY KEY (login_role, site)
);
COMMENT ON TABLE research_grant IS 'Which login role may see which site''s rows; without a row, none';
COMMENT ON COLUMN research_grant.login_role IS 'The role somebody logs in as';
COMMENT ON COLUMN research_grant.site IS 'The clinic';
COMMENT ON COLUMN research_grant.site_named IS 'Whether it sees the clinic''s name rather than a pseudonym';
COMMENT ON COLUMN research_grant.granted_by IS 'Who granted it';
COMMENT ON COLUMN research_grant.granted_time IS 'When it was granted';
COMMENT ON COLUMN research_grant.until IS 'When it ends; null for no end';

CREATE TABLE research_announcement (
  number           bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  login_role       text        COLLATE "C" NOT NULL,
  announced_time   timestamptz NOT NULL,
  valid_until      timestamptz NOT NULL,
  purpose          text        NOT NULL CHECK (length(purpose) BETWEEN 3 AND 500),
  views            text[]      NOT NULL,
  cohort           text        CHECK (length(cohort) <= 200),
  application      text,
  client           inet,
  transaction      xid8        NOT NULL
);
CREATE INDEX research_announcement_by_role ON research_announcement (login_role, valid_until);
COMMENT ON TABLE research_announcement IS 'Who said to read what, and what for; committed before the first row is read, and never changed';
COMMENT ON COLUMN research_announcement.number IS 'Counts up';
COMMENT ON COLUMN research_announcement.login_role IS 'The role that logged in';
COMMENT ON COLUMN research_announcement.announced_time IS 'When, by the database''s clock';
COMMENT ON COLUMN research_announcement.valid_until IS 'Until when it opens the views';
COMMENT ON COLUMN research_announcement.purpose IS 'What for, in the reader''s words';
COMMENT ON COLUMN research_announcement.views IS 'Which views; {*} for all';
COMMENT ON COLUMN research_announcement.cohort IS 'The cohort it is about, name and version; null where none was given';
COMMENT ON COLUMN research_announcement.application IS 'What the client calls itself';
COMMENT ON COLUMN research_announcement.client IS 'Where it connected from; null for a local socket';
COMMENT ON COLUMN research_announcement.transaction IS 'The transaction that wrote it; the same one may not read by it';

CREATE TABLE research_access (
  number        bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  channel       text        NOT NULL CHECK (channel IN ('sql', 'api', 'key')),
  principal     text        COLLATE "C" NOT NULL,
  accessed_time timestamptz NOT NULL,
  view_name     text        NOT NULL,
  statement     text        NOT NULL CHECK (length(statement) <= 4000),
  cohort        text        CHECK (length(cohort) <= 200),
  announcement  bigint      REFERENCES research_announcement
);
CREATE INDEX research_access_by_time ON research_access (accessed_time);
COMMENT ON TABLE research_access IS 'Every statement that read research data: one row for each view in it. Numbers that are missing are statements whose transaction was rolled back; their announcement stands';
COMMENT ON COLUMN research_access.number IS 'Counts up, also for what was rolled back';
COMMENT ON COLUMN research_access.channel IS 'sql: a view; api: a request; key: the key was rotated';
COMMENT ON COLUMN research_access.principal IS 'The login role, or whom the API knew the caller as';
COMMENT ON COLUMN research_access.accessed_time IS 'When the statement began to read';
COMMENT ON COLUMN research_access.view_name IS 'The view, or the API''s path';
COMMENT ON COLUMN research_access.statement IS 'The statement or request with its filters, the first 4,000 characters';
COMMENT ON COLUMN research_access.cohort IS 'The cohort it was about, name and version; null where not known';
COMMENT ON COLUMN research_access.announcement IS 'What was announced; null for the API, which knows the request itself';

-- HMAC (RFC 2104) over the sha256() that every PostgreSQL has; pgcrypto is an extra package.
CREATE FUNCTION research_hmac(key bytea, message bytea) RETURNS bytea
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  block bytea := CASE WHEN length(key) > 64 THEN sha256(key) ELSE key END;
  inner_pad bytea;
  outer_pad bytea;
BEGIN
  block := block || decode(repeat('00', 64 - length(block)), 'hex');
  inner_pad := block;
  outer_pad := block;
  FOR i IN 0..63 LOOP
    inner_pad := set_byte(inner_pad, i, get_byte(block, i) # 54);
    outer_pad := set_byte(outer_pad, i, get_byte(block, i) # 92);
  END LOOP;
  RETURN sha256(outer_pad || sha256(inner_pad || message));
END
$$;
COMMENT ON FUNCTION research_hmac IS 'HMAC-SHA256';

-- Parts are told apart by their lengths, so that no two lists of parts make one message.
CREATE FUNCTION research_mac(VARIADIC parts text[]) RETURNS bytea
  LANGUAGE sql STABLE STRICT
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT rivulet.research_hmac(held.key, convert_to(
    (SELECT string_agg(length(part) || ':' || part, '' ORDER BY place)
      FROM unnest(parts) WITH ORDINALITY AS given (part, place)), 'UTF8'))
  FROM rivulet.research_key held
$$;
COMMENT ON FUNCTION research_mac IS 'The keyed hash of some names';

CREATE FUNCTION research_learn_subject(of_site text, of_subject text) RETURNS void
  LANGUAGE sql
  SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO rivulet.research_subject (site, subject, pseudonym, shift_days)
  SELECT of_site, of_subject,
    'subject-' || substr(encode(rivulet.research_mac('subject', of_site, of_subject), 'hex'), 1, 24),
    -- 730 days, 0 left out; 56 bits leave no bias that could be measured.
    CASE WHEN place < 365 THEN place - 365 ELSE place - 364 END
  FROM (SELECT (('x' || substr(encode(rivulet.research_mac('shift', of_site, of_subject), 'hex'), 1, 14))::bit(56)::bigint
    % 730)::integer AS place) AS drawn
  ON CONFLICT DO NOTHING
$$;
COMMENT ON FUNCTION research_learn_subject IS 'Works out a subject''s pseudonym and shift where they are not known yet';

CREATE FUNCTION research_learn_name(of_kind text, of_name text) RETURNS void
  LANGUAGE sql
  SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO rivulet.research_name (kind, name, pseudonym)
  SELECT of_kind, of_name, of_kind || '-' || substr(encode(rivulet.research_mac(of_kind, of_name), 'hex'), 1, 24)
  WHERE of_name IS NOT NULL
  ON CONFLICT DO NOTHING
$$;
COMMENT ON FUNCTION research_learn_name IS 'Works out a pseudonym where it is not known yet';

CREATE FUNCTION research_learn() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'session_event' THEN
    PERFORM rivulet.research_learn_name('device', NEW.device);
  ELSE
    PERFORM rivulet.research_learn_subject(NEW.site, NEW.subject),
      rivulet.research_learn_name('site', NEW.site),
      rivulet.research_learn_name('series', NEW.series);
    IF TG_TABLE_NAME = 'session' THEN
      PERFORM rivulet.research_learn_name('session', NEW.session);
    END IF;
  END IF;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION research_learn IS 'Keeps research_subject and research_name in step with what lands';

CREATE TRIGGER research_learn_inserted AFTER INSERT ON session
  FOR EACH ROW EXECUTE FUNCTION research_learn();
CREATE TRIGGER research_learn_changed AFTER UPDATE ON session
  FOR EACH ROW WHEN ((OLD.site, OLD.subject, OLD.series) IS DISTINCT FROM (NEW.site, NEW.subject, NEW.series))
  EXECUTE FUNCTION research_learn();
CREATE TRIGGER research_learn_inserted AFTER INSERT ON series
  FOR EACH ROW EXECUTE FUNCTION research_learn();
CREATE TRIGGER research_learn_changed AFTER UPDATE ON series
  FOR EACH ROW WHEN ((OLD.site, OLD.subject) IS DISTINCT FROM (NEW.site, NEW.subject))
  EXECUTE FUNCTION research_learn();
CREATE TRIGGER research_learn_bound AFTER INSERT ON session_event
  FOR EACH ROW WHEN (NEW.kind = 'device') EXECUTE FUNCTION research_learn();

CREATE FUNCTION research_rotate_key(reason text) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  now_in_force integer;
BEGIN
  IF length(btrim(reason)) NOT BETWEEN 3 AND 500 THEN
    RAISE EXCEPTION 'the reason for a new key has % characters; 3 to 500 are accepted', length(btrim(reason));
  END IF;
  -- Landing waits: it would look names up by the old key and write them beside the new ones.
  LOCK TABLE rivulet.research_key, rivulet.research_subject, rivulet.research_name IN ACCESS EXCLUSIVE MODE;
  INSERT INTO rivulet.research_key AS held (generation, key, created_time)
    SELECT 1, sha256(string_agg(uuid_send(gen_random_uuid()), '')), clock_timestamp() FROM generate_series(1, 4)
    ON CONFLICT (only_row) DO UPDATE SET (generation, key, created_time) =
      (held.generation + 1, excluded.key, excluded.created_time)
    RETURNING generation INTO now_in_force;
  DELETE FROM rivulet.research_subject;
  DELETE FROM rivulet.research_name;
  PERFORM rivulet.research_learn_subject(site, subject)
    FROM (SELECT site, subject FROM rivulet.session UNION SELECT site, subject FROM rivulet.series) AS known;
  PERFORM rivulet.research_learn_name(kind, name)
    FROM (SELECT 'site' AS kind, site AS name FROM rivulet.session
      UNION SELECT 'site', site FROM rivulet.series
      UNION SELECT 'session', session FROM rivulet.session
      UNION SELECT 'series', series FROM rivulet.session WHERE series IS NOT NULL
      UNION SELECT 'series', series FROM rivulet.series
      UNION SELECT 'device', device FROM rivulet.session_event WHERE kind = 'device') AS known;
  INSERT INTO rivulet.research_access (channel, principal, accessed_time, view_name, statement)
    VALUES ('key', session_user, clock_timestamp(), 'research_key', 'generation ' || now_in_force || ': ' || btrim(reason));
  RETURN now_in_force;
END
$$;
COMMENT ON FUNCTION research_rotate_key IS 'A new key, and with it new pseudonyms and shifts for everything; what was exported before can no longer be matched';
SELECT research_rotate_key('the first key');

CREATE FUNCTION rivulet_research.announce(
    purpose text, views text[] DEFAULT ARRAY['*'], cohort text DEFAULT NULL) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  unknown text;
  announced bigint;
BEGIN
  IF purpose IS NULL OR length(btrim(purpose)) NOT BETWEEN 3 AND 500 THEN
    RAISE EXCEPTION 'a purpose has 3 to 500 characters' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF views IS NULL OR cardinality(views) NOT BETWEEN 1 AND 50 THEN
    RAISE EXCEPTION 'name 1 to 50 views, or leave them out for all' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  SELECT name INTO unknown FROM unnest(views) AS given (name)
    WHERE name IS DISTINCT FROM '*' AND NOT EXISTS (
      SELECT FROM pg_class WHERE relnamespace = 'rivulet_research'::regnamespace AND relkind = 'v' AND relname = name)
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'there is no view "%" in schema rivulet_research', left(unknown, 63)
      USING ERRCODE = 'undefined_table';
  END IF;
  INSERT INTO rivulet.research_announcement
      (login_role, announced_time, valid_until, purpose, views, cohort, application, client, transaction)
    VALUES (session_user, clock_timestamp(), clock_timestamp() + interval '12 hours', btrim(purpose), views,
      left(cohort, 200), left(current_setting('application_name'), 200), inet_client_addr(), pg_current_xact_id())
    RETURNING number INTO announced;
  RETURN announced;
END
$$;
COMMENT ON FUNCTION rivulet_research.announce IS 'Says what for, and opens the views for 12 hours once the transaction has committed';

-- Stands in every view as a subquery without outer references: it runs once a statement, before the
-- first row is looked at. A rollback takes the row in research_access with it, so what opens the view is
-- an announcement of another, committed transaction, which nothing can take back.
CREATE FUNCTION research_gate(of_view text) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  said rivulet.research_announcement;
BEGIN
  IF current_setting('transaction_read_only')::boolean THEN
    RAISE EXCEPTION 'view % cannot be read in a read-only transaction, which cannot record the access', of_view
      USING ERRCODE = 'read_only_sql_transaction', HINT = 'begin a read-write transaction';
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
COMMENT ON FUNCTION research_gate IS 'Records an access and lets it pass, or refuses it';

CREATE FUNCTION research_note_request(principal text, path text, request text, cohort text) RETURNS void
  LANGUAGE sql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO rivulet.research_access (channel, principal, accessed_time, view_name, statement, cohort)
  VALUES ('api', left(principal, 200), clock_timestamp(), left(path, 200), left(request, 4000), left(cohort, 200))
$$;
COMMENT ON FUNCTION research_note_request IS 'Records a request of the API; whoever may call it can only add';

CREATE VIEW standing_binding AS
  SELECT bound.event_id, bound.session, bound.device, bound.recorded_time,
    bound.effective_from AS from_time, bound.effective_to AS to_time, rival.contested
  FROM session_event bound
  CROSS JOIN LATERAL (
    SELECT EXISTS (SELECT FROM session_event other
      WHERE other.kind = 'device' AND other.device = bound.device AND other.event_id <> bound.event_id
        AND (other.recorded_time, other.event_id) > (bound.recorded_time, bound.event_id)
        AND other.effective_from < coalesce(bound.effective_to, 'infinity')
        AND coalesce(other.effective_to, 'infinity') > bound.effective_from) AS contested
    OFFSET 0) rival -- Keeps the question with the binding; it would be asked anew for every sample.
  WHERE bound.kind = 'device'
    AND NOT EXISTS (SELECT FROM session_event later
      WHERE later.session = bound.session AND later.kind = 'device' AND later.replaces = bound.event_id);
COMMENT ON VIEW standing_binding IS 'Which device served which session when, replaced bindings left out; contested where one recorded later may take part of it';

-- Whether a binding that was recorded later has the device at that instant: the latest recorded holds.
CREATE FUNCTION binding_taken(of_event text, of_device text, recorded timestamptz, at timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM rivulet.standing_binding other
    WHERE other.device = of_device AND (other.recorded_time, other.event_id) > (recorded, of_event)
      AND other.from_time <= at AND coalesce(other.to_time, 'infinity') > at)
$$;
COMMENT ON FUNCTION binding_taken IS 'Whether another binding, recorded later, has the device at that instant';

CREATE VIEW research_visible AS
  SELECT held.session, own.pseudonym AS session_pseudonym, person.pseudonym AS subject_pseudonym,
    CASE WHEN allowed.site_named THEN held.site ELSE clinic.pseudonym END AS site_shown,
    -- Hours, because a day in a zone with summer time may have 23 or 25.
    make_interval(hours => 24 * person.shift_days) AS shift
  FROM session held
  JOIN research_grant allowed ON allowed.site = held.site AND allowed.login_role = session_user::text COLLATE "C"
    AND (allowed.until IS NULL OR allowed.until > now())
  JOIN research_subject person ON person.site = held.site AND person.subject = held.subject
  JOIN research_name own ON own.kind = 'session' AND own.name = held.session
  JOIN research_name clinic ON clinic.kind = 'site' AND clinic.name = held.site COLLATE "C";
COMMENT ON VIEW research_visible IS 'Sessions of the sites that the login role was granted, with their names in research; for the views of rivulet_research';

CREATE VIEW rivulet_research.session WITH (security_barrier) AS
  SELECT seen.session_pseudonym AS session, seen.subject_pseudonym AS subject, seen.site_shown AS site,
    held.drug, held.route, held.planned_dose_per_kg, held.planned_unit, held.planned_duration_seconds,
    held.opened_time + seen.shift AS opened_time, held.started_time + seen.shift AS started_time,
    held.closed_time + seen.shift AS closed_time, held.phase, held.eligible,
    course.pseudonym AS series, held.series_number
  FROM rivulet.research_visible seen
  JOIN rivulet.session held ON held.session = seen.session
  LEFT JOIN rivulet.research_name course ON course.kind = 'series' AND course.name = held.series
  WHERE (SELECT rivulet.research_gate('session'));
COMMENT ON VIEW rivulet_research.session IS 'Sessions: what was planned, when they began and ended, the series they belong to';

CREATE VIEW rivulet_research.weight WITH (security_barrier) AS
  SELECT seen.session_pseudonym AS session, told.effective_from + seen.shift AS from_time, told.weight_kg
  FROM rivulet.research_visible seen
  JOIN rivulet.standing_session_event told ON told.session = seen.session AND told.kind = 'weight'
  WHERE NOT EXISTS (SELECT FROM rivulet.standing_session_event later
      WHERE later.session = told.session AND later.kind = 'weight' AND later.replaces = told.event_id)
    AND (SELECT rivulet.research_gate('weight'));
COMMENT ON VIEW rivulet_research.weight IS 'Body weights, kg, by the time they hold from; corrected ones left out';

CREATE VIEW rivulet_research.device_binding WITH (security_barrier) AS
  SELECT seen.session_pseudonym AS session, thing.pseudonym AS device,
    bound.from_time + seen.shift AS from_time, bound.to_time + seen.shift AS to_time
  FROM rivulet.research_visible seen
  JOIN rivulet.standing_binding bound ON bound.session = seen.session
  JOIN rivulet.research_name thing ON thing.kind = 'device' AND thing.name = bound.device
  WHERE (SELECT rivulet.research_gate('device_binding'));
COMMENT ON VIEW rivulet_research.device_binding IS 'Which device served which session when; to_time null while it lasts';

-- Names and columns are those of schema rivulet, so that whoever asks there can ask here; what is not to be
-- seen is null or 0. Ids are hashes of what the view shows: the ids of the tables are hashes of names and times.
CREATE VIEW rivulet_research.session_pump_sample WITH (security_barrier) AS
  SELECT seen.session_pseudonym AS session, seen.subject_pseudonym AS subject, thing.pseudonym AS device,
    sample.device_time + seen.shift AS device_time, 0::bigint AS sequence, NULL::timestamptz AS received_time,
    sample.drug, sample.state, sample.rate_ml_per_hour, sample.delivered_nl, sample.concentration_per_ml,
    sample.concentration_unit, sample.programmed_weight_kg, sample.alarms
  FROM rivulet.research_visible seen
  JOIN rivulet.standing_binding bound ON bound.session = seen.session
  JOIN rivulet.research_name thing ON thing.kind = 'device' AND thing.name = bound.device
  JOIN rivulet.pump_sample sample ON sample.device = bound.device AND sample.device_time >= bound.from_time
    AND sample.device_time < coalesce(bound.to_time, 'infinity')
  WHERE (NOT bound.contested
      OR NOT rivulet.binding_taken(bound.event_id, bound.device, bound.recorded_time, sample.device_time))
    AND (SELECT rivulet.research_gate('session_pump_sample'));
COMMENT ON VIEW rivulet_research.session_pump_sample IS 'What pumps sent while they served a session';

CREATE VIEW rivulet_research.session_vitals_sample WITH (security_barrier) AS
  SELECT seen.session_pseudonym AS session, seen.subject_pseudonym AS subject, thing.pseudonym AS device,
    sample.device_time + seen.shift AS device_time, 0::bigint AS sequence, NULL::timestamptz AS received_time,
    sample.nibp_systolic, sample.nibp_diastolic, sample.nibp_mean, sample.art_systolic, sample.art_diastolic,
    sample.art_mean, sample.heart_rate_per_minute, sample.spo2_percent, sample.respiratory_rate_per_minute,
    sample.etco2_mmhg
  FROM rivulet.research_visible seen
  JOIN rivulet.standing_binding bound ON bound.session = seen.session
  JOIN rivulet.research_name thing ON thing.kind = 'device' AND thing.name = bound.device
  JOIN rivulet.vitals_sample sample ON sample.device = bound.device AND sample.device_time >= bound.from_time
    AND sample.device_time < coalesce(bound.to_time, 'infinity')
  WHERE (NOT bound.contested
      OR NOT rivulet.binding_taken(bound.event_id, bound.device, bound.recorded_time, sample.device_time))
    AND (SELECT rivulet.research_gate('session_vitals_sample'));
COMMENT ON VIEW rivulet_research.session_vitals_sample IS 'What monitors sent while they served a session, not judged';

CREATE VIEW rivulet_research.dose WITH (security_barrier) AS
  SELECT seen.session_pseudonym AS session, thing.pseudonym AS device, held.drug,
    held.as_of + seen.shift AS as_of, held.volume_nl, held.amount, held.unit, held.amount_per_kg,
    held.uncertainty_nl, held.estimated_nl, held.sample_count
  FROM rivulet.research_visible seen
  JOIN rivulet.dose held ON held.session = seen.session
  LEFT JOIN rivulet.research_name thing ON thing.kind = 'device' AND thing.name = held.device
  WHERE (SELECT rivulet.research_gate('dose'));
COMMENT ON VIEW rivulet_research.dose IS 'What each pump gave each session of each drug';

CREATE VIEW rivulet_research.dose_history WITH (security_barrier) AS
  SELECT seen.session_pseudonym AS session, thing.pseudonym AS device, held.drug, held.revision,
    held.as_of + seen.shift AS as_of, held.volume_nl, held.amount, held.unit, held.amount_per_kg,
    held.rate_ml_per_hour, held.rate_per_kg_per_hour
  FROM rivulet.research_visible seen
  JOIN rivulet.dose_history held ON held.session = seen.session
  LEFT JOIN rivulet.research_name thing ON thing.kind = 'device' AND thing.name = held.device
  WHERE (SELECT rivulet.research_gate('dose_history'));
COMMENT ON VIEW rivulet_research.dose_history IS 'Every dose statement; of those with one as_of the highest revision holds';

CREATE VIEW rivulet_research.dose_total WITH (security_barrier) AS
  SELECT seen.session_pseudonym AS session, held.drug, held.as_of + seen.shift AS as_of, held.unit, held.amount,
    held.amount_per_kg, held.uncertainty_amount, held.planned_per_kg, held.started_time + seen.shift AS started_time
  FROM rivulet.research_visible seen
  JOIN rivulet.dose_total held ON held.session = seen.session
  WHERE (SELECT rivulet.research_gate('dose_total'));
COMMENT ON VIEW rivulet_research.dose_total IS 'What each session had of each drug by all routes, against the plan';

CREATE VIEW rivulet_research.charted_dose WITH (security_barrier) AS
  SELECT seen.session_pseudonym AS session, held.given_time + seen.shift AS given_time, held.drug, held.route,
    held.amount, held.unit
  FROM rivulet.research_visible seen
  JOIN rivulet.charted_dose held ON held.session = seen.session
  WHERE (SELECT rivulet.research_gate('charted_dose'));
COMMENT ON VIEW rivulet_research.charted_dose IS 'Doses that no pump gave';

CREATE VIEW rivulet_research.excursion WITH (security_barrier) AS
  SELECT md5(concat_ws(' ', seen.session_pseudonym, held.source, held.component, held.direction,
      extract(epoch FROM held.start_time + seen.shift))) AS id,
    seen.session_pseudonym AS session, held.source, held.component, held.direction, held.severity,
    held.start_time + seen.shift AS start_time, held.end_time + seen.shift AS end_time, held.peak, held.unit,
    held.reading_count, held.limit_value, held.baseline, held.withdrawn, NULL::text AS profile,
    NULL::integer AS profile_version
  FROM rivulet.research_visible seen
  JOIN rivulet.excursion held ON held.session = seen.session
  WHERE NOT held.withdrawn AND (SELECT rivulet.research_gate('excursion'));
COMMENT ON VIEW rivulet_research.excursion IS 'Runs of readings beyond a limit; those taken back left out';

CREATE VIEW rivulet_research.pressure_tally WITH (security_barrier) AS
  SELECT seen.session_pseudonym AS session, held.source, held.reading_count, held.rejected_count,
    held.unconfirmed_count, held.not_evaluable_count, held.late_count
  FROM rivulet.research_visible seen
  JOIN rivulet.pressure_tally held ON held.session = seen.session
  WHERE (SELECT rivulet.research_gate('pressure_tally'));
COMMENT ON VIEW rivulet_research.pressure_tally IS 'What became of the pressures of each source in each session';

CREATE VIEW rivulet_research.alert WITH (security_barrier) AS
  SELECT md5(concat_ws(' ', seen.session_pseudonym, thing.pseudonym, held.category, held.drug, held.source,
      held.component, held.direction, extract(epoch FROM held.start_time + seen.shift))) AS id,
    seen.session_pseudonym AS session, thing.pseudonym AS device, seen.site_shown AS site, held.kind, held.category,
    held.priority, held.present, held.signal, held.start_time + seen.shift AS start_time,
    held.end_time + seen.shift AS end_time, held.drug, held.measured, held.limit_value, held.unit, held.source,
    held.component, held.direction, held.flap_count, held.withdrawn, NULL::text AS profile,
    NULL::integer AS profile_version
  FROM rivulet.research_visible seen
  JOIN rivulet.alert held ON held.session = seen.session
  LEFT JOIN rivulet.research_name thing ON thing.kind = 'device' AND thing.name = held.device
  WHERE NOT held.withdrawn AND (SELECT rivulet.research_gate('alert'));
COMMENT ON VIEW rivulet_research.alert IS 'Conditions somebody may have had to act on, without their wording; those taken back left out';

-- Of what an event says whole, only what is a code or a number.
CREATE VIEW rivulet_research.standing_session_event WITH (security_barrier) AS
  SELECT md5(concat_ws(' ', seen.session_pseudonym, held.kind, thing.pseudonym, held.drug, held.body ->> 'kind',
      held.body ->> 'score', extract(epoch FROM coalesce(held.effective_from, held.recorded_time) + seen.shift),
      extract(epoch FROM held.recorded_time + seen.shift))) AS event_id,
    seen.session_pseudonym AS session, held.kind, held.effective_from + seen.shift AS effective_from,
    held.effective_to + seen.shift AS effective_to, held.recorded_time + seen.shift AS recorded_time,
    thing.pseudonym AS device, held.drug, held.route, held.weight_kg, held.concentration_per_ml,
    held.concentration_unit, held.planned_dose_per_kg, held.planned_unit, held.planned_duration_seconds,
    NULL::text AS profile,
    jsonb_strip_nulls(jsonb_build_object('kind', held.body -> 'kind', 'phase', held.body -> 'phase',
      'score', held.body -> 'score', 'amount', held.body -> 'amount', 'unit', held.body -> 'unit',
      'eligible', held.body -> 'eligible')) AS body
  FROM rivulet.research_visible seen
  JOIN rivulet.standing_session_event held ON held.session = seen.session
  LEFT JOIN rivulet.research_name thing ON thing.kind = 'device' AND thing.name = held.device
  WHERE (SELECT rivulet.research_gate('standing_session_event'));
COMMENT ON VIEW rivulet_research.standing_session_event IS 'What was decided and charted, without notes, reasons and who recorded it; what was taken back left out';

CREATE VIEW rivulet_research.session_event WITH (security_barrier) AS
  SELECT * FROM rivulet_research.standing_session_event;
COMMENT ON VIEW rivulet_research.session_event IS 'The same: researchers see what stands';

CREATE VIEW rivulet_research.device_status AS
  SELECT NULL::text AS device, NULL::timestamptz AS received_time, NULL::timestamptz AS device_time, NULL::text AS site,
    NULL::boolean AS online, NULL::text AS model, NULL::text AS firmware, NULL::float8 AS battery_percent,
    NULL::bigint AS clock_offset_micros, NULL::timestamptz AS silent_since, NULL::boolean AS observed
  WHERE false;
COMMENT ON VIEW rivulet_research.device_status IS 'Empty: statuses are of no subject, so that their times cannot be moved';

CREATE VIEW rivulet_research.observation WITH (security_barrier) AS
  SELECT md5(concat_ws(' ', seen.session_pseudonym, held.kind, held.score,
      extract(epoch FROM held.observed_time + seen.shift), extract(epoch FROM held.recorded_time + seen.shift)))
      AS event_id,
    seen.session_pseudonym AS session, held.observed_time + seen.shift AS observed_time, held.kind, held.score,
    NULL::text AS note
  FROM rivulet.research_visible seen
  JOIN rivulet.observation held ON held.session = seen.session
  WHERE (SELECT rivulet.research_gate('observation'));
COMMENT ON VIEW rivulet_research.observation IS 'What people saw or asked, by kind and score, without their notes';

CREATE VIEW rivulet_research.outcome WITH (security_barrier) AS
  SELECT md5(concat_ws(' ', course.pseudonym, held.instrument, held.after_sessions, held.follow_up)) AS event_id,
    course.pseudonym AS series, person.pseudonym AS subject, held.instrument, held.after_sessions,
    held.follow_up, held.score, held.scored_time + make_interval(hours => 24 * person.shift_days) AS scored_time
  FROM rivulet.series whole
  JOIN rivulet.research_grant allowed ON allowed.site = whole.site AND allowed.login_role = session_user::text COLLATE "C"
    AND (allowed.until IS NULL OR allowed.until > now())
  JOIN rivulet.research_subject person ON person.site = whole.site AND person.subject = whole.subject
  JOIN rivulet.research_name course ON course.kind = 'series' AND course.name = whole.series
  JOIN rivulet.outcome held ON held.series = whole.series
  WHERE (SELECT rivulet.research_gate('outcome'));
COMMENT ON VIEW rivulet_research.outcome IS 'Scores of questionnaires at points of a series';

-- Run again by an administrator who made a role after this migration had run.
CREATE FUNCTION research_privileges() RETURNS void
  LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  private text;
BEGIN
  REVOKE ALL ON FUNCTION rivulet.research_hmac, rivulet.research_mac, rivulet.research_learn_subject,
    rivulet.research_learn_name, rivulet.research_learn, rivulet.research_rotate_key,
    rivulet_research.announce, rivulet.research_gate, rivulet.binding_taken, rivulet.research_note_request,
    rivulet.research_privileges FROM PUBLIC;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rivulet_reader') THEN
    -- A reader of clinical tables has no need to tell who is who in research, or who looked.
    FOREACH private IN ARRAY ARRAY['research_key', 'research_subject', 'research_name', 'research_grant',
      'research_announcement', 'research_access', 'research_visible'] LOOP
      EXECUTE format('REVOKE ALL ON rivulet.%I FROM rivulet_reader', private);
    END LOOP;
    GRANT EXECUTE ON FUNCTION rivulet.research_note_request, rivulet.binding_taken TO rivulet_reader;
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
COMMENT ON FUNCTION research_privileges IS 'Gives and takes the rights that research access needs; running it again changes nothing';

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rivulet_research') THEN
    BEGIN
      CREATE ROLE rivulet_research NOLOGIN;
    EXCEPTION
      WHEN insufficient_privilege THEN
        RAISE NOTICE 'role rivulet_research is not there and % may not make it: an administrator runs CREATE ROLE rivulet_research NOLOGIN, then SELECT rivulet.research_privileges()', current_user;
      WHEN duplicate_object OR unique_violation THEN
        NULL; -- Another database of this server migrates at the same time; roles are shared.
    END;
  END IF;
END
$$;
SELECT research_privileges();
