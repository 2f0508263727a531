-- Recordings that were imported rather than received, and saved choices of sessions.

CREATE TABLE data_import (
  session         text COLLATE "C" PRIMARY KEY,
  kind            text        NOT NULL CHECK (kind IN ('trace', 'vitaldb')),
  file_name       text        NOT NULL,
  file_sha256     text        NOT NULL,
  site            text        NOT NULL,
  shift_days      integer     NOT NULL,
  device_names    text[]      NOT NULL,
  message_count   bigint      NOT NULL,
  refused_count   bigint      NOT NULL,
  imported_by     text        NOT NULL DEFAULT session_user,
  started_time    timestamptz NOT NULL,
  finished_time   timestamptz
);
COMMENT ON TABLE data_import IS 'Each recording that was imported: its session and devices are of no live clinic';
COMMENT ON COLUMN data_import.session IS 'The session it became, named after the file''s content';
COMMENT ON COLUMN data_import.kind IS 'trace or vitaldb';
COMMENT ON COLUMN data_import.file_name IS 'The file''s name, without its folder';
COMMENT ON COLUMN data_import.file_sha256 IS 'SHA-256 of the file''s bytes, hexadecimal';
COMMENT ON COLUMN data_import.site IS 'The site it was imported as';
COMMENT ON COLUMN data_import.shift_days IS 'Whole days added to the file''s times';
COMMENT ON COLUMN data_import.device_names IS 'The devices its samples are of';
COMMENT ON COLUMN data_import.message_count IS 'Samples sent';
COMMENT ON COLUMN data_import.refused_count IS 'Rows and samples that were refused and left out';
COMMENT ON COLUMN data_import.imported_by IS 'The database role that imported it';
COMMENT ON COLUMN data_import.started_time IS 'When the import began';
COMMENT ON COLUMN data_import.finished_time IS 'When everything had landed; null where it was broken off';

CREATE VIEW imported_device AS
  SELECT unnest(device_names) AS device, session FROM data_import;
COMMENT ON VIEW imported_device IS 'Devices whose samples were imported rather than received';

CREATE TABLE cohort (
  name          text        NOT NULL,
  version       integer     NOT NULL CHECK (version >= 1),
  definition    text        NOT NULL CHECK (length(definition) <= 65536),
  sha256        text        NOT NULL,
  landed        jsonb       NOT NULL,
  as_of         timestamptz NOT NULL,
  saved_by      text        NOT NULL DEFAULT session_user,
  PRIMARY KEY (name, version)
);
COMMENT ON TABLE cohort IS 'Saved definitions of cohorts; a version never changes';
COMMENT ON COLUMN cohort.name IS 'The cohort';
COMMENT ON COLUMN cohort.version IS 'Counts up from 1 within the name';
COMMENT ON COLUMN cohort.definition IS 'The definition as it was saved, YAML';
COMMENT ON COLUMN cohort.sha256 IS 'SHA-256 of the definition''s UTF-8 bytes, hexadecimal';
COMMENT ON COLUMN cohort.landed IS 'Where landing stood when it was saved: {topic/partition: next offset}';
COMMENT ON COLUMN cohort.as_of IS 'When it was saved: only sessions that had been closed by then belong to it';
COMMENT ON COLUMN cohort.saved_by IS 'The database role that saved it';

CREATE TABLE cohort_member (
  name          text    NOT NULL,
  version       integer NOT NULL,
  session       text COLLATE "C" NOT NULL,
  content_sha256 text   NOT NULL,
  PRIMARY KEY (name, version, session),
  FOREIGN KEY (name, version) REFERENCES cohort
);
COMMENT ON TABLE cohort_member IS 'The sessions of each version of a cohort, as they were when it was saved';
COMMENT ON COLUMN cohort_member.name IS 'The cohort';
COMMENT ON COLUMN cohort_member.version IS 'Its version';
COMMENT ON COLUMN cohort_member.session IS 'The session';
COMMENT ON COLUMN cohort_member.content_sha256 IS 'SHA-256 over what was stated of the session then: a later correction shows as another';
