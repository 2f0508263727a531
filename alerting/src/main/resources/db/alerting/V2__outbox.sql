-- What has to be told, until a receiver took it or it was given up.

CREATE TABLE outbox (
  id           text COLLATE "C" PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 255),
  sequence     bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  channel      text COLLATE "C" NOT NULL CHECK (length(channel) BETWEEN 1 AND 100),
  recipient    text COLLATE "C" NOT NULL CHECK (length(recipient) <= 1000),
  incident     text COLLATE "C" NOT NULL CHECK (length(incident) <= 255),
  reason       text             NOT NULL,
  priority     smallint         NOT NULL CHECK (priority BETWEEN 0 AND 2),
  notification jsonb            NOT NULL,
  created      timestamptz      NOT NULL,
  state        text             NOT NULL CHECK (state IN ('waiting', 'sending', 'delivered', 'dead')),
  due          timestamptz      NOT NULL,
  attempts     integer          NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  retry_from   timestamptz      NOT NULL,
  owner        text,
  claimed      timestamptz,
  last_error   text CHECK (length(last_error) <= 2000),
  finished     timestamptz,
  refresh      timestamptz,
  CHECK ((state = 'sending') = (owner IS NOT NULL)),
  CHECK ((state IN ('delivered', 'dead')) = (finished IS NOT NULL))
);
COMMENT ON TABLE outbox IS 'Notifications, each for one receiver on one channel, and how far they have come';
COMMENT ON COLUMN outbox.id IS 'The idempotency key: the receiver sees the same one however often it is sent';
COMMENT ON COLUMN outbox.sequence IS 'The order in which they were decided';
COMMENT ON COLUMN outbox.channel IS 'The channel''s name in the configuration';
COMMENT ON COLUMN outbox.recipient IS 'Person and address on the channel; empty where the channel has one address';
COMMENT ON COLUMN outbox.incident IS 'What it is about for the receiver; what is about one incident arrives in order';
COMMENT ON COLUMN outbox.reason IS 'Why: opened, escalated, repeated, changed, acknowledged, resolved, withdrawn, flapping or test';
COMMENT ON COLUMN outbox.priority IS 'Of its worst alert: 0 high, 1 medium, 2 low; a test goes with the high ones';
COMMENT ON COLUMN outbox.notification IS 'The whole of what is told';
COMMENT ON COLUMN outbox.created IS 'When it was decided';
COMMENT ON COLUMN outbox.state IS 'waiting, sending (claimed by an instance), delivered or dead (given up until somebody replays it)';
COMMENT ON COLUMN outbox.due IS 'Not sent before';
COMMENT ON COLUMN outbox.attempts IS 'How often it was tried since it began to wait';
COMMENT ON COLUMN outbox.retry_from IS 'Since when it is tried: it is given up a while after';
COMMENT ON COLUMN outbox.owner IS 'The instance that is sending it; null where none is';
COMMENT ON COLUMN outbox.claimed IS 'When that instance began';
COMMENT ON COLUMN outbox.last_error IS 'Why the last attempt failed; null where none did';
COMMENT ON COLUMN outbox.finished IS 'When it was delivered or given up';
COMMENT ON COLUMN outbox.refresh IS 'When it is told again, to a receiver that forgets what is not repeated; null where it is not';

CREATE INDEX outbox_due ON outbox (channel, due) WHERE state = 'waiting';
CREATE INDEX outbox_next ON outbox (channel, priority, sequence) WHERE state = 'waiting';
CREATE INDEX outbox_unfinished ON outbox (channel, state, created) WHERE state IN ('waiting', 'sending', 'dead');
CREATE INDEX outbox_order ON outbox (channel, recipient, incident, sequence) WHERE state IN ('waiting', 'sending');
CREATE INDEX outbox_sending ON outbox (owner) WHERE state = 'sending';
CREATE INDEX outbox_refresh ON outbox (channel, refresh) WHERE refresh IS NOT NULL;
CREATE INDEX outbox_finished ON outbox (channel, finished) WHERE finished IS NOT NULL;

CREATE TABLE channel_state (
  channel         text COLLATE "C" PRIMARY KEY CHECK (length(channel) BETWEEN 1 AND 100),
  configuration   text             NOT NULL,
  disabled        timestamptz,
  disabled_reason text CHECK (length(disabled_reason) <= 2000),
  tokens          double precision NOT NULL CHECK (tokens >= 0),
  refilled        timestamptz      NOT NULL,
  paused_until    timestamptz,
  failures        integer          NOT NULL DEFAULT 0 CHECK (failures >= 0),
  failing_since   timestamptz,
  last_error      text CHECK (length(last_error) <= 2000),
  last_delivered  timestamptz,
  CHECK ((disabled IS NULL) = (disabled_reason IS NULL))
);
COMMENT ON TABLE channel_state IS 'How each channel stands, for all instances together';
COMMENT ON COLUMN channel_state.channel IS 'The channel''s name in the configuration';
COMMENT ON COLUMN channel_state.configuration IS 'A hash of its configuration: another one enables it again';
COMMENT ON COLUMN channel_state.disabled IS 'When its receiver said that it wants nothing more; null where it is enabled';
COMMENT ON COLUMN channel_state.disabled_reason IS 'What the receiver said';
COMMENT ON COLUMN channel_state.tokens IS 'How many may go now, of its rate limit';
COMMENT ON COLUMN channel_state.refilled IS 'As of when';
COMMENT ON COLUMN channel_state.paused_until IS 'Until when its receiver asked to be left alone; null where it did not';
COMMENT ON COLUMN channel_state.failures IS 'Attempts that failed in a row';
COMMENT ON COLUMN channel_state.failing_since IS 'When the first of those failed; null where the last attempt was taken';
COMMENT ON COLUMN channel_state.last_error IS 'Why the last attempt that failed did; kept after the next one that is taken';
COMMENT ON COLUMN channel_state.last_delivered IS 'When it last took one';
