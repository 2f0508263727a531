-- A role that may read and nothing else, for the console and for people. Making roles is a right
-- that the migrating role may lack: then an administrator makes the role and grants it the same.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rivulet_reader') THEN
    BEGIN
      CREATE ROLE rivulet_reader NOLOGIN;
    EXCEPTION
      WHEN insufficient_privilege THEN
        RAISE NOTICE 'role rivulet_reader is not there and % may not make it', current_user;
      WHEN duplicate_object OR unique_violation THEN
        NULL; -- Another database of this server migrates at the same time; roles are shared.
    END;
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rivulet_reader') THEN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO rivulet_reader', current_schema());
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO rivulet_reader', current_schema());
    EXECUTE format(
      'ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT ON TABLES TO rivulet_reader',
      current_schema());
  END IF;
END
$$;
