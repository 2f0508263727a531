-- What alerting knows: cases, incidents, the audit trail, and where reading stands. One transaction
-- changes all of it, so that whoever continues after a crash finds a state that happened.
--
-- Whoever decides something takes one lock first (pg_advisory_xact_lock), so that decisions happen one
-- after the other, whichever instance takes them; the head of the audit trail is locked last.

CREATE TABLE alert_case (
  id text PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 128),
  state text NOT NULL CHECK (state IN ('open', 'acknowledged', 'latched', 'closed', 'withdrawn')),
  priority text NOT NULL CHECK (priority IN ('high', 'medium', 'low')),
  kind text NOT NULL CHECK (kind IN ('physiological', 'technical')),
  category text NOT NULL,
  site text,
  session text,
  device text,
  revision bigint NOT NULL,
  start_time timestamptz NOT NULL,
  opened_time timestamptz NOT NULL,
  changed_time timestamptz NOT NULL,
  acknowledged_time timestamptz,
  over_time timestamptz,
  flaps integer NOT NULL DEFAULT 0,
  successor text,
  version bigint NOT NULL,
  content jsonb NOT NULL
);
COMMENT ON TABLE alert_case IS 'One row for each alert: how it stands with people. Exactly one for an id.';
COMMENT ON COLUMN alert_case.id IS 'the alert''s id, a hash of what it is about';
COMMENT ON COLUMN alert_case.state IS 'open, acknowledged, latched, closed or withdrawn';
COMMENT ON COLUMN alert_case.priority IS 'high, medium or low, as last stated';
COMMENT ON COLUMN alert_case.kind IS 'physiological or technical';
COMMENT ON COLUMN alert_case.category IS 'a code such as PRESSURE_EXCURSION; unknown ones are taken too';
COMMENT ON COLUMN alert_case.site IS 'the clinic, where known';
COMMENT ON COLUMN alert_case.session IS 'the session, where there is one';
COMMENT ON COLUMN alert_case.device IS 'the device, where there is one';
COMMENT ON COLUMN alert_case.revision IS 'of the statement it shows; a lower one changes nothing';
COMMENT ON COLUMN alert_case.start_time IS 'when the condition began';
COMMENT ON COLUMN alert_case.opened_time IS 'when alerting learned that the condition is there; of one that came back, the last time';
COMMENT ON COLUMN alert_case.changed_time IS 'when the row last changed';
COMMENT ON COLUMN alert_case.acknowledged_time IS 'when somebody said that they know';
COMMENT ON COLUMN alert_case.over_time IS 'when it was closed or withdrawn; empty while it is not';
COMMENT ON COLUMN alert_case.flaps IS 'how often it went and came back';
COMMENT ON COLUMN alert_case.successor IS 'the alert that took its place, of a withdrawn one';
COMMENT ON COLUMN alert_case.version IS 'counts the changes of the row';
COMMENT ON COLUMN alert_case.content IS 'the case as the rules have it, whole; the other columns are there to look for it';
CREATE INDEX alert_case_live ON alert_case (opened_time, id) WHERE over_time IS NULL;
CREATE INDEX alert_case_opened ON alert_case (opened_time, id);
CREATE INDEX alert_case_over ON alert_case (over_time, id) WHERE over_time IS NOT NULL;
CREATE INDEX alert_case_successor ON alert_case (successor) WHERE successor IS NOT NULL;

CREATE TABLE incident (
  id text PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 255),
  grouping_key text NOT NULL,
  route text NOT NULL,
  state text NOT NULL,
  opened_time timestamptz NOT NULL,
  changed_time timestamptz NOT NULL,
  over_time timestamptz,
  next_due timestamptz,
  content jsonb NOT NULL
);
COMMENT ON TABLE incident IS 'A group of alerts on one route: who was told what, and what is due next.';
COMMENT ON COLUMN incident.id IS 'what receivers know it by';
COMMENT ON COLUMN incident.grouping_key IS 'hash of the route and the labels it groups by; one open incident for each';
COMMENT ON COLUMN incident.route IS 'path of the route in the configuration';
COMMENT ON COLUMN incident.state IS 'as the rules name it';
COMMENT ON COLUMN incident.opened_time IS 'when its first alert joined';
COMMENT ON COLUMN incident.changed_time IS 'when the row last changed';
COMMENT ON COLUMN incident.over_time IS 'when it was over; empty while it is open';
COMMENT ON COLUMN incident.next_due IS 'when it has to be looked at again though nothing changed';
COMMENT ON COLUMN incident.content IS 'the incident as the rules have it, whole';
CREATE UNIQUE INDEX incident_one_open ON incident (grouping_key) WHERE over_time IS NULL;
CREATE INDEX incident_latest ON incident (grouping_key, over_time);
CREATE INDEX incident_due ON incident (next_due) WHERE next_due IS NOT NULL;
CREATE INDEX incident_opened ON incident (opened_time, id);
CREATE INDEX incident_over ON incident (over_time, id) WHERE over_time IS NOT NULL;

CREATE TABLE incident_member (
  incident text NOT NULL REFERENCES incident ON DELETE CASCADE,
  alert text NOT NULL REFERENCES alert_case,
  joined_time timestamptz NOT NULL,
  PRIMARY KEY (incident, alert)
);
COMMENT ON TABLE incident_member IS 'Which alerts belong to which incident; an alert can be of several.';
COMMENT ON COLUMN incident_member.incident IS 'the incident';
COMMENT ON COLUMN incident_member.alert IS 'the alert';
COMMENT ON COLUMN incident_member.joined_time IS 'when the alert came to it';
CREATE INDEX incident_member_alert ON incident_member (alert);

CREATE TABLE audit (
  sequence bigint PRIMARY KEY CHECK (sequence > 0),
  time timestamptz NOT NULL,
  actor text NOT NULL,
  event text NOT NULL,
  alert text,
  incident text,
  detail jsonb NOT NULL,
  previous_hash bytea NOT NULL CHECK (length(previous_hash) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32)
);
COMMENT ON TABLE audit IS 'Everything that happened, appended only; each entry''s hash covers the one before.';
COMMENT ON COLUMN audit.sequence IS 'counts up from 1 without gaps';
COMMENT ON COLUMN audit.time IS 'when, by the clock of the instance that wrote it';
COMMENT ON COLUMN audit.actor IS 'who: a token''s name, or rivulet where nobody asked for it';
COMMENT ON COLUMN audit.event IS 'what happened';
COMMENT ON COLUMN audit.alert IS 'the alert it is about, where it is about one';
COMMENT ON COLUMN audit.incident IS 'the incident it is about, where it is about one';
COMMENT ON COLUMN audit.detail IS 'further facts, texts by name';
COMMENT ON COLUMN audit.previous_hash IS 'hash of the entry before; 32 zeros for the first';
COMMENT ON COLUMN audit.hash IS 'SHA-256 of previous_hash and this entry, written as docs/alerting-ledger.md says';
CREATE INDEX audit_alert ON audit (alert, sequence) WHERE alert IS NOT NULL;
CREATE INDEX audit_incident ON audit (incident, sequence) WHERE incident IS NOT NULL;

CREATE TABLE audit_head (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  sequence bigint NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32)
);
COMMENT ON TABLE audit_head IS 'The last entry of the audit trail; locked by whoever appends.';
COMMENT ON COLUMN audit_head.one IS 'there is one row';
COMMENT ON COLUMN audit_head.sequence IS 'of the last entry; 0 where there is none';
COMMENT ON COLUMN audit_head.hash IS 'of the last entry; 32 zeros where there is none';
INSERT INTO audit_head (sequence, hash) VALUES (0, decode(repeat('00', 32), 'hex'));

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of rivulet_alerting.% is refused: it is append-only', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;
COMMENT ON FUNCTION refuse_change IS 'Keeps the audit trail append-only, for its owner too.';
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON audit_head
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE silence (
  id text PRIMARY KEY,
  author text NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  begins timestamptz NOT NULL,
  ends timestamptz NOT NULL,
  created_time timestamptz NOT NULL,
  ended_by text,
  content jsonb NOT NULL
);
COMMENT ON TABLE silence IS 'What people asked not to be told, for how long and why.';
COMMENT ON COLUMN silence.id IS 'its id';
COMMENT ON COLUMN silence.author IS 'who asked';
COMMENT ON COLUMN silence.reason IS 'why, up to 500 characters';
COMMENT ON COLUMN silence.begins IS 'from when, inclusive';
COMMENT ON COLUMN silence.ends IS 'until when, exclusive; earlier than first asked where somebody ended it';
COMMENT ON COLUMN silence.created_time IS 'when it was asked';
COMMENT ON COLUMN silence.ended_by IS 'who ended it before its time, where somebody did';
COMMENT ON COLUMN silence.content IS 'the silence as the rules have it, whole';
CREATE INDEX silence_ends ON silence (ends, id);

CREATE TABLE schedule_override (
  id text PRIMARY KEY,
  schedule text NOT NULL,
  person text NOT NULL,
  from_time timestamptz NOT NULL,
  until_time timestamptz NOT NULL CHECK (until_time >= from_time),
  author text NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  created_time timestamptz NOT NULL,
  ended_by text
);
COMMENT ON TABLE schedule_override IS 'Who takes whose turn, as asked over the API; others are in the configuration.';
COMMENT ON COLUMN schedule_override.id IS 'its id';
COMMENT ON COLUMN schedule_override.schedule IS 'the schedule''s key in the configuration';
COMMENT ON COLUMN schedule_override.person IS 'who is on call instead, by key';
COMMENT ON COLUMN schedule_override.from_time IS 'from when, inclusive';
COMMENT ON COLUMN schedule_override.until_time IS 'until when, exclusive; earlier than first asked where somebody took it back';
COMMENT ON COLUMN schedule_override.author IS 'who asked';
COMMENT ON COLUMN schedule_override.reason IS 'why';
COMMENT ON COLUMN schedule_override.created_time IS 'when it was asked';
COMMENT ON COLUMN schedule_override.ended_by IS 'who took it back, where somebody did';
CREATE INDEX schedule_override_until ON schedule_override (until_time);

CREATE TABLE command (
  event_id text PRIMARY KEY CHECK (length(event_id) BETWEEN 1 AND 128),
  actor text NOT NULL,
  what text NOT NULL,
  subject text NOT NULL,
  time timestamptz NOT NULL
);
COMMENT ON TABLE command IS 'Commands that were carried out, so that the same one sent again is one.';
COMMENT ON COLUMN command.event_id IS 'chosen by whoever sent it';
COMMENT ON COLUMN command.actor IS 'who sent it';
COMMENT ON COLUMN command.what IS 'which command, with a hash of what it said';
COMMENT ON COLUMN command.subject IS 'id of what it made or changed';
COMMENT ON COLUMN command.time IS 'when it was carried out';
CREATE INDEX command_time ON command (time);

CREATE TABLE plan (
  sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  version text NOT NULL,
  applied_time timestamptz NOT NULL,
  instance text NOT NULL,
  text text NOT NULL
);
COMMENT ON TABLE plan IS 'Versions of the configuration that held, oldest first.';
COMMENT ON COLUMN plan.sequence IS 'counts up';
COMMENT ON COLUMN plan.version IS 'SHA-256 of the file';
COMMENT ON COLUMN plan.applied_time IS 'when it began to hold';
COMMENT ON COLUMN plan.instance IS 'which instance took it over first';
COMMENT ON COLUMN plan.text IS 'the file, with secrets left out';

CREATE TABLE intake_offset (
  topic text NOT NULL,
  kafka_partition integer NOT NULL,
  next_offset bigint NOT NULL,
  lost_count bigint NOT NULL DEFAULT 0,
  moved_time timestamptz,
  PRIMARY KEY (topic, kafka_partition)
);
COMMENT ON TABLE intake_offset IS 'Where reading stands; Kafka''s own offsets are not used.';
COMMENT ON COLUMN intake_offset.topic IS 'Kafka topic';
COMMENT ON COLUMN intake_offset.kafka_partition IS 'its partition';
COMMENT ON COLUMN intake_offset.next_offset IS 'the next offset to read';
COMMENT ON COLUMN intake_offset.lost_count IS 'offsets that Kafka had deleted before they were read';
COMMENT ON COLUMN intake_offset.moved_time IS 'when it last moved';

CREATE TABLE unreadable (
  topic text NOT NULL,
  kafka_partition integer NOT NULL,
  kafka_offset bigint NOT NULL,
  set_aside_time timestamptz NOT NULL,
  reason text NOT NULL,
  detail text NOT NULL,
  key bytea,
  value bytea,
  PRIMARY KEY (topic, kafka_partition, kafka_offset)
);
COMMENT ON TABLE unreadable IS 'Records that could not be taken, whole, so that nothing is lost.';
COMMENT ON COLUMN unreadable.topic IS 'where it was';
COMMENT ON COLUMN unreadable.kafka_partition IS 'its partition';
COMMENT ON COLUMN unreadable.kafka_offset IS 'its offset';
COMMENT ON COLUMN unreadable.set_aside_time IS 'when';
COMMENT ON COLUMN unreadable.reason IS 'undecodable, refused or failed';
COMMENT ON COLUMN unreadable.detail IS 'what was wrong, in words';
COMMENT ON COLUMN unreadable.key IS 'the key as it is in Kafka';
COMMENT ON COLUMN unreadable.value IS 'the value as it is in Kafka';

CREATE TABLE instance (
  id text PRIMARY KEY,
  name text NOT NULL,
  started timestamptz NOT NULL,
  seen timestamptz NOT NULL
);
COMMENT ON TABLE instance IS 'Processes that alert, and when each was last alive, by the clock of the database.';
COMMENT ON COLUMN instance.id IS 'new with each start';
COMMENT ON COLUMN instance.name IS 'as configured';
COMMENT ON COLUMN instance.started IS 'when it started';
COMMENT ON COLUMN instance.seen IS 'when it last said that it lives, once a second; work it held is free 5 s later';

-- Roles for connections that may do no more than they must. Making roles is a right that the
-- migrating role may lack: then an administrator makes them and grants the same.
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['rivulet_alerting_writer', 'rivulet_alerting_reader'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
      EXCEPTION
        WHEN insufficient_privilege THEN
          RAISE NOTICE 'role % is not there and % may not make it', wanted, current_user;
        WHEN duplicate_object OR unique_violation THEN
          NULL; -- Another database of this server migrates at the same time; roles are shared.
      END;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), wanted);
      EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO %I', current_schema(), wanted);
      EXECUTE format(
        'ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT ON TABLES TO %I',
        current_schema(), wanted);
    END IF;
  END LOOP;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rivulet_alerting_writer') THEN
    GRANT INSERT, UPDATE ON alert_case, incident, silence, schedule_override, intake_offset, instance
      TO rivulet_alerting_writer;
    GRANT INSERT ON incident_member, audit, command, plan, unreadable TO rivulet_alerting_writer;
    GRANT DELETE ON alert_case, incident, incident_member, silence, schedule_override, command, instance
      TO rivulet_alerting_writer;
    GRANT UPDATE ON audit_head TO rivulet_alerting_writer;
    EXECUTE format(
      'ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT INSERT, UPDATE, DELETE ON TABLES TO rivulet_alerting_writer',
      current_schema());
  END IF;
END
$$;
