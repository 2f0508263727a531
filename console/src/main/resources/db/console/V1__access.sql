-- Who may use the console, who does, and what they did. Several consoles share it.
-- No password and no token is kept, only what tells the right one from a wrong one.

CREATE TABLE app_user (
  name text PRIMARY KEY CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$'),
  label text NOT NULL CHECK (length(label) BETWEEN 1 AND 100),
  source text NOT NULL CHECK (source IN ('local', 'oidc', 'demo')),
  issuer text CHECK (length(issuer) <= 500),
  external_subject text CHECK (length(external_subject) <= 255),
  password_hash text CHECK (length(password_hash) <= 300),
  disabled boolean NOT NULL DEFAULT false,
  created_time timestamptz NOT NULL,
  last_sign_in_time timestamptz,
  CHECK ((source = 'local') = (password_hash IS NOT NULL)),
  CHECK ((source = 'oidc') = (issuer IS NOT NULL AND external_subject IS NOT NULL))
);
COMMENT ON TABLE app_user IS 'People who may sign in. They are disabled, never deleted, because the audit names them.';
COMMENT ON COLUMN app_user.name IS 'what they sign in as, and what is kept as who did something';
COMMENT ON COLUMN app_user.label IS 'what people read';
COMMENT ON COLUMN app_user.source IS 'local: a password of ours; oidc: a provider vouches for them; demo: of the demo, without a password';
COMMENT ON COLUMN app_user.issuer IS 'the provider that vouches for them; of oidc only';
COMMENT ON COLUMN app_user.external_subject IS 'what the provider calls them, for ever; of oidc only';
COMMENT ON COLUMN app_user.password_hash IS 'Argon2id with its parameters and salt; of local only';
COMMENT ON COLUMN app_user.disabled IS 'whether they are kept out';
COMMENT ON COLUMN app_user.created_time IS 'when they were made';
COMMENT ON COLUMN app_user.last_sign_in_time IS 'when they last signed in';
CREATE UNIQUE INDEX app_user_external ON app_user (issuer, external_subject) WHERE source = 'oidc';

CREATE TABLE user_grant (
  user_name text NOT NULL REFERENCES app_user ON DELETE CASCADE,
  grant_word text NOT NULL CHECK (length(grant_word) BETWEEN 1 AND 100),
  source text NOT NULL CHECK (source IN ('console', 'oidc')),
  granted_time timestamptz NOT NULL,
  granted_by text NOT NULL,
  PRIMARY KEY (user_name, grant_word, source)
);
COMMENT ON TABLE user_grant IS 'What people are, and where.';
COMMENT ON COLUMN user_grant.user_name IS 'who';
COMMENT ON COLUMN user_grant.grant_word IS 'a role at every site, such as engineer, or at one, such as clinician@north';
COMMENT ON COLUMN user_grant.source IS 'console: an administrator gave it; oidc: the provider said so at the last sign-in, and the next replaces it';
COMMENT ON COLUMN user_grant.granted_time IS 'since when';
COMMENT ON COLUMN user_grant.granted_by IS 'by whom';

CREATE TABLE web_session (
  token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
  user_name text NOT NULL REFERENCES app_user ON DELETE CASCADE,
  created_time timestamptz NOT NULL,
  seen_time timestamptz NOT NULL,
  end_time timestamptz NOT NULL
);
COMMENT ON TABLE web_session IS 'Who sits before a page. Sessions that are over are deleted.';
COMMENT ON COLUMN web_session.token_hash IS 'SHA-256 of the cookie''s value, which is 32 random bytes';
COMMENT ON COLUMN web_session.user_name IS 'who';
COMMENT ON COLUMN web_session.created_time IS 'when they signed in';
COMMENT ON COLUMN web_session.seen_time IS 'when something was last asked in it, to the minute; it ends when that is too long ago';
COMMENT ON COLUMN web_session.end_time IS 'when it ends however busy it is';
CREATE INDEX web_session_user ON web_session (user_name, created_time);
CREATE INDEX web_session_end ON web_session (end_time);

CREATE TABLE api_token (
  id text PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  owner text NOT NULL REFERENCES app_user ON DELETE CASCADE,
  grant_words text[] NOT NULL CHECK (cardinality(grant_words) BETWEEN 1 AND 50),
  created_time timestamptz NOT NULL,
  created_by text NOT NULL,
  expiry_time timestamptz NOT NULL,
  revoked_time timestamptz,
  last_used_time timestamptz
);
COMMENT ON TABLE api_token IS 'Tokens by which programs act for people.';
COMMENT ON COLUMN api_token.id IS 'what it is revoked by';
COMMENT ON COLUMN api_token.token_hash IS 'SHA-256 of the token, which is 32 random bytes';
COMMENT ON COLUMN api_token.name IS 'what it is for';
COMMENT ON COLUMN api_token.owner IS 'whom it acts for; it never may more than they may at the time';
COMMENT ON COLUMN api_token.grant_words IS 'what it may at most, as user_grant.grant_word';
COMMENT ON COLUMN api_token.created_time IS 'when it was made';
COMMENT ON COLUMN api_token.created_by IS 'by whom';
COMMENT ON COLUMN api_token.expiry_time IS 'until when it is good';
COMMENT ON COLUMN api_token.revoked_time IS 'when somebody ended it before';
COMMENT ON COLUMN api_token.last_used_time IS 'when it was last used, to the minute';
CREATE INDEX api_token_owner ON api_token (owner, id);

CREATE TABLE sign_in_failure (
  key text PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 200),
  failures integer NOT NULL CHECK (failures > 0),
  last_time timestamptz NOT NULL,
  locked_until timestamptz NOT NULL
);
COMMENT ON TABLE sign_in_failure IS 'Sign-ins that failed, to slow down whoever guesses. Forgotten after a day; at most 100,000 are kept.';
COMMENT ON COLUMN sign_in_failure.key IS 'user: and what was given as a name, or address: and where it came from';
COMMENT ON COLUMN sign_in_failure.failures IS 'one after the other';
COMMENT ON COLUMN sign_in_failure.last_time IS 'the last';
COMMENT ON COLUMN sign_in_failure.locked_until IS 'until when nothing is tried';
CREATE INDEX sign_in_failure_last ON sign_in_failure (last_time);

CREATE TABLE command (
  event_id text PRIMARY KEY CHECK (length(event_id) BETWEEN 1 AND 64),
  actor text NOT NULL,
  what text NOT NULL,
  subject text NOT NULL,
  time timestamptz NOT NULL
);
COMMENT ON TABLE command IS 'Commands that were carried out, so that the same one sent again is one. Forgotten after a week.';
COMMENT ON COLUMN command.event_id IS 'chosen by whoever sent it';
COMMENT ON COLUMN command.actor IS 'who sent it';
COMMENT ON COLUMN command.what IS 'which command, with a hash of what it said, without secrets';
COMMENT ON COLUMN command.subject IS 'id of what it made or changed';
COMMENT ON COLUMN command.time IS 'when it was carried out';
CREATE INDEX command_time ON command (time);

CREATE TABLE audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  time timestamptz NOT NULL,
  who text NOT NULL CHECK (length(who) <= 300),
  label text NOT NULL CHECK (length(label) <= 300),
  token text CHECK (length(token) <= 300),
  action text NOT NULL CHECK (length(action) BETWEEN 1 AND 300),
  subject text NOT NULL CHECK (length(subject) <= 300),
  sites text[] NOT NULL CHECK (cardinality(sites) <= 200),
  detail jsonb NOT NULL CHECK (length(detail::text) <= 32000)
);
COMMENT ON TABLE audit IS 'Who did what over the console. Appended only, by anybody, its owner too.';
COMMENT ON COLUMN audit.id IS 'counts up; a gap is a command that was given up in mid-way';
COMMENT ON COLUMN audit.time IS 'when, by the clock of the console that wrote it';
COMMENT ON COLUMN audit.who IS 'name of the user, or of a machine of console.tokens';
COMMENT ON COLUMN audit.label IS 'what people called them then';
COMMENT ON COLUMN audit.token IS 'name of the token it was done with; empty where it was done on a page';
COMMENT ON COLUMN audit.action IS 'what, such as user.disable or session.open';
COMMENT ON COLUMN audit.subject IS 'what it is about';
COMMENT ON COLUMN audit.sites IS 'where; empty where it is of no site';
COMMENT ON COLUMN audit.detail IS 'further facts, texts by name; never secrets';
CREATE INDEX audit_who ON audit (who, id);
CREATE INDEX audit_action ON audit (action text_pattern_ops, id);
CREATE INDEX audit_subject ON audit (subject, id);
CREATE INDEX audit_time ON audit (time);
CREATE INDEX audit_sites ON audit USING gin (sites);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of rivulet_console.% is refused: it is append-only', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;
COMMENT ON FUNCTION refuse_change IS 'Keeps the audit append-only, for its owner too.';
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A role for connections that may do no more than they must. Making roles is a right that the
-- migrating role may lack: then an administrator makes it and grants the same.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rivulet_console_writer') THEN
    BEGIN
      CREATE ROLE rivulet_console_writer NOLOGIN;
    EXCEPTION
      WHEN insufficient_privilege THEN
        RAISE NOTICE 'rivulet_console_writer was not made: this user may not make roles';
      WHEN duplicate_object OR unique_violation THEN
        NULL;
    END;
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rivulet_console_writer') THEN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO rivulet_console_writer', current_schema());
    GRANT SELECT, INSERT, UPDATE ON app_user, api_token TO rivulet_console_writer;
    GRANT SELECT, INSERT, DELETE ON user_grant, command TO rivulet_console_writer;
    GRANT SELECT, INSERT, UPDATE, DELETE ON web_session, sign_in_failure TO rivulet_console_writer;
    GRANT SELECT, INSERT ON audit TO rivulet_console_writer;
  END IF;
END
$$;
