-- Runs after every migration: raw tables become hypertables where TimescaleDB is there. A table that
-- already holds rows is left as it is, because the change would lock it for as long as it takes to
-- copy; doctor says so.
DO $$
DECLARE
  raw record;
  filled boolean;
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
  IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') THEN
    RETURN;
  END IF;
  FOR raw IN
    SELECT * FROM (VALUES
      ('pump_sample', 'device_time'), ('vitals_sample', 'device_time'),
      ('device_status', 'received_time'), ('dose_history', 'as_of'),
      ('late_sample', 'device_time')) AS t (name, time_column)
  LOOP
    CONTINUE WHEN to_regclass(format('%I.%I', current_schema(), raw.name)) IS NULL;
    CONTINUE WHEN EXISTS (
      SELECT FROM timescaledb_information.hypertables
      WHERE hypertable_schema = current_schema() AND hypertable_name = raw.name);
    EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I)', current_schema(), raw.name) INTO filled;
    IF filled THEN
      RAISE NOTICE '% already holds rows and stays a plain table', raw.name;
    ELSE
      EXECUTE format(
        'SELECT %s.create_hypertable(%L, %L, chunk_time_interval => interval ''1 day'', create_default_indexes => false)',
        (SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'timescaledb'),
        format('%I.%I', current_schema(), raw.name), raw.time_column);
    END IF;
  END LOOP;
END
$$;
