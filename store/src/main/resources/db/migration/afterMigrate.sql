-- Runs after every migration: raw tables become hypertables where TimescaleDB came since the last one.
DO $$
BEGIN
  IF to_regprocedure('rivulet.make_hypertables()') IS NOT NULL THEN
    CALL rivulet.make_hypertables();
  END IF;
END
$$;
