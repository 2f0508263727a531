-- A console that does not own its tables looks whether they are of the version it needs.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rivulet_console_writer') THEN
    GRANT SELECT ON flyway_schema_history TO rivulet_console_writer;
  END IF;
END
$$;
