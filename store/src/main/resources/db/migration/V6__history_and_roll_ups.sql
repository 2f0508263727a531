-- Every statement of excursions and alerts, subjects, and roll-ups of samples by minute and hour. What
-- chunks, columnstore and retention are is settings: the program applies them after migrating.

-- Statements that no longer hold tell what was believed when. The tables above keep the latest only.
CREATE TABLE excursion_history (LIKE excursion INCLUDING DEFAULTS INCLUDING COMMENTS,
  -- The revision alone makes a statement unique; a hypertable's key must hold its time.
  PRIMARY KEY (id, revision, start_time));
CREATE INDEX excursion_history_by_session ON excursion_history (session, start_time);
COMMENT ON TABLE excursion_history IS 'Every statement of an excursion; table excursion has the latest';
CREATE TABLE alert_history (LIKE alert INCLUDING DEFAULTS INCLUDING COMMENTS,
  PRIMARY KEY (id, revision, start_time));
CREATE INDEX alert_history_by_session ON alert_history (session, start_time);
COMMENT ON TABLE alert_history IS 'Every statement of an alert; table alert has the latest';

CREATE INDEX session_by_subject ON session (subject, opened_time);
CREATE VIEW subject AS
  SELECT subject, site, min(opened_time) AS first_opened_time, max(opened_time) AS last_opened_time,
    count(*) AS session_count, count(DISTINCT series) AS series_count
  FROM session GROUP BY subject, site;
COMMENT ON VIEW subject IS 'Subjects, as pseudonyms, with their sessions at each site';
COMMENT ON COLUMN subject.subject IS 'A pseudonym; never a name or a record number';
COMMENT ON COLUMN subject.site IS 'The clinic';
COMMENT ON COLUMN subject.first_opened_time IS 'When the first of the sessions was opened';
COMMENT ON COLUMN subject.last_opened_time IS 'When the latest of the sessions was opened';
COMMENT ON COLUMN subject.session_count IS 'Sessions';
COMMENT ON COLUMN subject.series_count IS 'Series that the sessions belong to';

CREATE FUNCTION is_hypertable(name text) RETURNS boolean LANGUAGE plpgsql STABLE AS $function$
BEGIN
  -- The view is only there with the extension, so a plain SQL function could not name it.
  IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') THEN
    RETURN false;
  END IF;
  RETURN EXISTS (SELECT FROM timescaledb_information.hypertables AS held
    WHERE held.hypertable_schema = 'rivulet' AND held.hypertable_name = is_hypertable.name);
END
$function$;
COMMENT ON FUNCTION is_hypertable IS 'Whether this table of schema rivulet is a hypertable';

-- The callback afterMigrate.sql calls it too: for databases that got TimescaleDB later. A table that
-- already holds rows is left as it is, because the change would lock it for as long as it takes to copy;
-- doctor says so.
CREATE PROCEDURE make_hypertables() LANGUAGE plpgsql AS $procedure$
DECLARE
  raw record;
  filled boolean;
  timescale text;
BEGIN
  -- The setting is only there where the server has preloaded the library; creating the extension
  -- without it would end the connection.
  IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb')
      AND EXISTS (SELECT FROM pg_available_extensions WHERE name = 'timescaledb')
      AND current_setting('timescaledb.max_background_workers', true) IS NOT NULL THEN
    BEGIN
      CREATE EXTENSION timescaledb SCHEMA public;
    EXCEPTION
      WHEN insufficient_privilege THEN
        RAISE NOTICE 'timescaledb is available, and % may not create it', current_user;
    END;
  END IF;
  SELECT extnamespace::regnamespace INTO timescale FROM pg_extension WHERE extname = 'timescaledb';
  IF timescale IS NULL THEN
    RETURN;
  END IF;
  FOR raw IN
    SELECT * FROM (VALUES
      ('pump_sample', 'device_time'), ('vitals_sample', 'device_time'),
      ('device_status', 'received_time'), ('dose_history', 'as_of'),
      ('late_sample', 'device_time'), ('excursion_history', 'start_time'),
      ('alert_history', 'start_time')) AS t (name, time_column)
  LOOP
    CONTINUE WHEN rivulet.is_hypertable(raw.name);
    EXECUTE format('SELECT EXISTS (SELECT FROM rivulet.%I)', raw.name) INTO filled;
    IF filled THEN
      RAISE NOTICE '% already holds rows and stays a plain table', raw.name;
    ELSE
      EXECUTE format(
        'SELECT %s.create_hypertable(%L, %L, chunk_time_interval => interval ''1 day'', create_default_indexes => false)',
        timescale, format('rivulet.%I', raw.name), raw.time_column);
    END IF;
  END LOOP;
END
$procedure$;
COMMENT ON PROCEDURE make_hypertables IS 'Makes hypertables of empty raw tables where TimescaleDB is there';
CALL make_hypertables();

-- Retention asks plain tables for what is old; chunks know it. Such an index is a few pages.
DO $block$
DECLARE
  raw record;
BEGIN
  FOR raw IN
    SELECT * FROM (VALUES
      ('pump_sample', 'device_time'), ('vitals_sample', 'device_time'),
      ('device_status', 'received_time'), ('dose_history', 'as_of'),
      ('late_sample', 'device_time'), ('excursion_history', 'start_time'),
      ('alert_history', 'start_time')) AS t (name, time_column)
  LOOP
    CONTINUE WHEN is_hypertable(raw.name);
    EXECUTE format('CREATE INDEX %1$s_by_age ON %1$I USING brin (%2$I) WITH (autosummarize = on)',
      raw.name, raw.time_column);
  END LOOP;
END
$block$;

CREATE TABLE roll_up_due (
  kind   text             NOT NULL CHECK (kind IN ('pump', 'vitals')),
  device text COLLATE "C" NOT NULL,
  bucket timestamptz
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
COMMENT ON TABLE roll_up_due IS 'Minutes whose samples changed since they were rolled up, in the transaction that changed them; empty where TimescaleDB rolls up';
COMMENT ON COLUMN roll_up_due.kind IS 'pump or vitals: which raw table';
COMMENT ON COLUMN roll_up_due.device IS 'The device';
COMMENT ON COLUMN roll_up_due.bucket IS 'Begin of the minute; null for every minute of the device';

-- Roll-ups have the same names and columns whoever keeps them: continuous aggregates where TimescaleDB
-- has them and the raw table is a hypertable, otherwise tables that refresh_{kind}_roll_up fills. Each
-- hour comes of its minutes. Averages are left to the reader, as sum by count: an average of averages is
-- wrong. Buckets are fixed spans of UTC. Written out, this would be the same ten columns forty times.
DO $block$
DECLARE
  timescale text := (SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'timescaledb');
  epoch text := 'timestamptz ''2000-01-01 00:00:00+00''';
  family record;
  form record;
  aggregated boolean;
  level text;
  item record;
BEGIN
  FOR family IN
    SELECT * FROM (VALUES
      ('pump', 'pump_sample', 'device, site, drug'), ('vitals', 'vitals_sample', 'device, site'))
      AS t (kind, raw, keys)
  LOOP
    -- One expression of each kind for every measure. A counter has no sum that means anything.
    SELECT
        string_agg(CASE WHEN summed THEN format('%s_sum float8, ', c) ELSE '' END
          || format('%1$s_count bigint NOT NULL, %1$s_min %2$s, %1$s_max %2$s, %1$s_last %2$s', c, type), ', ')
          AS declared,
        string_agg(CASE WHEN summed THEN format('%s_sum, ', c) ELSE '' END
          || format('%1$s_count, %1$s_min, %1$s_max, %1$s_last', c), ', ') AS names,
        string_agg(CASE WHEN summed THEN format('excluded.%s_sum, ', c) ELSE '' END
          || format('excluded.%1$s_count, excluded.%1$s_min, excluded.%1$s_max, excluded.%1$s_last', c), ', ')
          AS stated,
        string_agg(CASE WHEN summed THEN format('sum(%1$s) AS %1$s_sum, ', c) ELSE '' END
          || format('count(%1$s) AS %1$s_count, min(%1$s) AS %1$s_min, max(%1$s) AS %1$s_max, ', c)
          || CASE WHEN timescale IS NULL
            THEN format('(array_agg(%1$s ORDER BY device_time DESC, sequence DESC) FILTER (WHERE %1$s IS NOT NULL))[1] AS %1$s_last', c)
            ELSE format('%2$s.last(%1$s, device_time) FILTER (WHERE %1$s IS NOT NULL) AS %1$s_last', c, timescale)
            END, ', ') AS of_samples,
        string_agg(CASE WHEN summed THEN format('sum(%1$s_sum) AS %1$s_sum, ', c) ELSE '' END
          || format('sum(%1$s_count)::bigint AS %1$s_count, min(%1$s_min) AS %1$s_min, max(%1$s_max) AS %1$s_max, ', c)
          || CASE WHEN timescale IS NULL
            THEN format('(array_agg(%1$s_last ORDER BY minute.bucket DESC) FILTER (WHERE %1$s_last IS NOT NULL))[1] AS %1$s_last', c)
            ELSE format('%2$s.last(%1$s_last, minute.bucket) FILTER (WHERE %1$s_last IS NOT NULL) AS %1$s_last', c, timescale)
            END, ', ') AS of_minutes
      INTO form
      FROM (VALUES
        ('pump', 'rate_ml_per_hour', 'float8', true), ('pump', 'delivered_nl', 'bigint', false),
        ('pump', 'concentration_per_ml', 'float8', false), ('vitals', 'nibp_systolic', 'float8', true),
        ('vitals', 'nibp_diastolic', 'float8', true), ('vitals', 'nibp_mean', 'float8', true),
        ('vitals', 'art_systolic', 'float8', true), ('vitals', 'art_diastolic', 'float8', true),
        ('vitals', 'art_mean', 'float8', true), ('vitals', 'heart_rate_per_minute', 'float8', true),
        ('vitals', 'spo2_percent', 'float8', true), ('vitals', 'respiratory_rate_per_minute', 'float8', true),
        ('vitals', 'etco2_mmhg', 'float8', true)) AS measure (kind, c, type, summed)
      WHERE measure.kind = family.kind;

    aggregated := coalesce(current_setting('timescaledb.license', true), '') = 'timescale'
      AND is_hypertable(family.raw);

    IF aggregated THEN
      EXECUTE format(
        'CREATE MATERIALIZED VIEW %1$s_minute WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
        SELECT %2$s, %3$s.time_bucket(interval ''1 minute'', device_time) AS bucket,
          count(*) AS sample_count, %4$s
        FROM %5$s GROUP BY %2$s, %3$s.time_bucket(interval ''1 minute'', device_time) WITH NO DATA',
        family.kind, family.keys, timescale, form.of_samples, family.raw);
      EXECUTE format(
        'CREATE MATERIALIZED VIEW %1$s_hour WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
        SELECT %2$s, %3$s.time_bucket(interval ''1 hour'', minute.bucket) AS bucket,
          sum(sample_count)::bigint AS sample_count, %4$s
        FROM %1$s_minute AS minute GROUP BY %2$s, %3$s.time_bucket(interval ''1 hour'', minute.bucket) WITH NO DATA',
        family.kind, family.keys, timescale, form.of_minutes);
    ELSE
      FOREACH level IN ARRAY ARRAY['minute', 'hour'] LOOP
        EXECUTE format(
          'CREATE TABLE %1$s_%2$s (device text COLLATE "C" NOT NULL, site text NOT NULL, %3$s
            bucket timestamptz NOT NULL, sample_count bigint NOT NULL, %4$s,
            PRIMARY KEY (device, bucket, %5$s)) WITH (fillfactor = 70);
          CREATE INDEX %1$s_%2$s_by_age ON %1$s_%2$s USING brin (bucket) WITH (autosummarize = on)',
          family.kind, level, CASE WHEN family.kind = 'pump' THEN 'drug text NOT NULL,' END,
          form.declared, substr(family.keys, length('device, ') + 1));
      END LOOP;
      EXECUTE format(
        $sql$
        CREATE FUNCTION refresh_%1$s_roll_up(due_limit integer, kept_from timestamptz) RETURNS bigint
          LANGUAGE plpgsql SET search_path = rivulet, pg_temp AS $function$
        DECLARE
          whole text;
          taken bigint;
          devices text[];
          buckets timestamptz[];
        BEGIN
          -- Two at once could each miss what the other sees, and the later commit would hold.
          IF NOT pg_try_advisory_xact_lock(hashtextextended('rivulet.roll_up.%1$s', 0)) THEN
            RETURN 0;
          END IF;
          DELETE FROM roll_up_due WHERE ctid = (
              SELECT ctid FROM roll_up_due WHERE kind = '%1$s' AND bucket IS NULL LIMIT 1)
            RETURNING device INTO whole;
          IF whole IS NOT NULL THEN
            INSERT INTO roll_up_due
              SELECT DISTINCT '%1$s', device, date_bin(interval '1 minute', device_time, %2$s)
              FROM %3$s WHERE device = whole AND device_time >= kept_from;
            RETURN due_limit;
          END IF;
          WITH gone AS (
            DELETE FROM roll_up_due WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM roll_up_due WHERE kind = '%1$s' AND bucket IS NOT NULL LIMIT due_limit))
              RETURNING device, bucket),
          due AS (SELECT DISTINCT device, bucket FROM gone WHERE bucket >= kept_from)
          SELECT (SELECT count(*) FROM gone), array_agg(device), array_agg(bucket)
            INTO taken, devices, buckets FROM due;
          -- The statements below see what was committed before they began, so at least the samples of
          -- every minute taken above.
          INSERT INTO %1$s_minute (%4$s, bucket, sample_count, %5$s)
            SELECT minute.* FROM unnest(devices, buckets) AS due (device, bucket)
            CROSS JOIN LATERAL (
              SELECT %4$s, due.bucket, count(*) AS sample_count, %6$s FROM %3$s sample
              WHERE sample.device = due.device AND device_time >= due.bucket
                AND device_time < due.bucket + interval '1 minute'
              GROUP BY %4$s) AS minute
            ON CONFLICT (device, bucket, %7$s) DO UPDATE
              SET (sample_count, %5$s) = (excluded.sample_count, %8$s);
          INSERT INTO %1$s_hour (%4$s, bucket, sample_count, %5$s)
            SELECT hour.* FROM (
              SELECT DISTINCT device, date_bin(interval '1 hour', bucket, %2$s) AS bucket
              FROM unnest(devices, buckets) AS due (device, bucket)) AS due
            CROSS JOIN LATERAL (
              SELECT %4$s, due.bucket, sum(sample_count)::bigint AS sample_count, %9$s
              FROM %1$s_minute AS minute
              WHERE minute.device = due.device AND minute.bucket >= due.bucket
                AND minute.bucket < due.bucket + interval '1 hour'
              GROUP BY %4$s) AS hour
            ON CONFLICT (device, bucket, %7$s) DO UPDATE
              SET (sample_count, %5$s) = (excluded.sample_count, %8$s);
          RETURN taken;
        END
        $function$
        $sql$,
        family.kind, epoch, family.raw, family.keys, form.names, form.of_samples,
        substr(family.keys, length('device, ') + 1), form.stated, form.of_minutes);
      EXECUTE format(
        'COMMENT ON FUNCTION refresh_%s_roll_up IS %L', family.kind,
        'Rolls up minutes that are due, and their hours, at most due_limit entries and none before kept_from, the begin of an hour; answers how many entries it took, due_limit where more are left');
      -- What an earlier release landed.
      EXECUTE format(
        'INSERT INTO roll_up_due SELECT DISTINCT %L, device, NULL::timestamptz FROM device
          WHERE last_%s_time IS NOT NULL', family.kind, family.kind);
    END IF;

    FOREACH level IN ARRAY ARRAY['minute', 'hour'] LOOP
      EXECUTE format('COMMENT ON %s %s_%s IS %L', CASE WHEN aggregated THEN 'VIEW' ELSE 'TABLE' END,
        family.kind, level, format('Samples of %s by UTC %s; an average is sum by count',
          CASE family.kind WHEN 'pump' THEN 'pumps' ELSE 'monitors' END, level));
      FOR item IN
        SELECT attname AS name FROM pg_attribute
        WHERE attrelid = format('rivulet.%s_%s', family.kind, level)::regclass AND attnum > 0
      LOOP
        EXECUTE format('COMMENT ON COLUMN %s_%s.%s IS %L', family.kind, level, item.name,
          CASE item.name
            WHEN 'device' THEN 'The device'
            WHEN 'site' THEN 'The clinic'
            WHEN 'drug' THEN 'The drug as named on the pump'
            WHEN 'bucket' THEN format('Begin of the %s', level)
            WHEN 'sample_count' THEN 'Distinct samples'
            ELSE (SELECT format('%s of %s: %s',
                CASE part[2] WHEN 'sum' THEN 'Sum' WHEN 'count' THEN 'Values, nulls not counted,'
                  WHEN 'min' THEN 'Least' WHEN 'max' THEN 'Greatest' ELSE 'Latest by device time' END,
                part[1], col_description(format('rivulet.%s', family.raw)::regclass,
                  (SELECT attnum FROM pg_attribute WHERE attrelid = format('rivulet.%s', family.raw)::regclass
                    AND attname = part[1])))
              FROM regexp_match(item.name, '^(.*)_(sum|count|min|max|last)$') AS part)
          END);
      END LOOP;
    END LOOP;
  END LOOP;
END
$block$;
