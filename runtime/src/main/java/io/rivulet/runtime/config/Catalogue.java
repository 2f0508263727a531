package io.rivulet.runtime.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Every setting there is. docs/configuration.md is checked against this list. */
public final class Catalogue {
  /** Where the MQTT broker is. */
  public static final Setting<String> MQTT_URI =
      Setting.text(
          "mqtt.uri",
          null,
          "MQTT broker, such as tcp://127.0.0.1:1883 or ssl://mqtt.example:8883; ws:// and wss:// take a path, /mqtt where none is given");

  /** The bridge's client id. */
  public static final Setting<String> MQTT_CLIENT_ID =
      Setting.text(
          "mqtt.client.id",
          "rivulet-bridge-1",
          "client id of the bridge: stable across restarts, unique for each instance, because the broker keeps unacknowledged messages under it");

  /** User at the broker. */
  public static final Setting<String> MQTT_USER =
      Setting.text("mqtt.user", null, "user name at the MQTT broker; none where not set");

  /** Password at the broker. */
  public static final Setting<String> MQTT_PASSWORD =
      Setting.secret("mqtt.password", "password at the MQTT broker");

  /** Whom to trust. */
  public static final Setting<String> MQTT_TLS_CA =
      Setting.text(
          "mqtt.tls.ca",
          null,
          "PEM file of the authorities that sign the MQTT broker's certificate, for ssl:// and wss://; where not set, the JVM's own");

  /** The client's certificate. */
  public static final Setting<String> MQTT_TLS_CERTIFICATE =
      Setting.text(
          "mqtt.tls.certificate",
          null,
          "PEM file of the client certificate shown to the MQTT broker, with those between it and its authority; goes with mqtt.tls.key");

  /** The client's key. */
  public static final Setting<String> MQTT_TLS_KEY =
      Setting.text(
          "mqtt.tls.key", null, "PEM file (PKCS#8) of the client certificate's private key");

  /** Password of the client's key. */
  public static final Setting<String> MQTT_TLS_KEY_PASSWORD =
      Setting.secret("mqtt.tls.key.password", "password of mqtt.tls.key, where it is encrypted");

  /** Whether host names are verified. */
  public static final Setting<Boolean> MQTT_TLS_VERIFY_HOSTNAME =
      Setting.flag(
          "mqtt.tls.verify.hostname",
          true,
          "whether the MQTT broker's certificate must be for the host in mqtt.uri");

  /** What is subscribed to. */
  public static final Setting<String> MQTT_FILTERS =
      Setting.text(
          "mqtt.filters",
          "rivulet/v1/+/+/pump,rivulet/v1/+/+/vitals,rivulet/v1/+/+/status",
          "MQTT topic filters of the bridge, separated by commas");

  /** How long the broker keeps the bridge's session. */
  public static final Setting<Duration> MQTT_SESSION_EXPIRY =
      Setting.duration(
          "mqtt.session.expiry",
          "P7D",
          "how long the broker keeps messages for a bridge that is away");

  /** Keep-alive of MQTT connections. */
  public static final Setting<Duration> MQTT_KEEP_ALIVE =
      Setting.duration("mqtt.keep.alive", "PT15S", "MQTT keep-alive interval");

  /** Connections of one bridge. */
  public static final Setting<Integer> MQTT_CONNECTIONS =
      Setting.integer(
          "mqtt.connections",
          1,
          1,
          64,
          "MQTT connections of the bridge; with more than one, client ids get -1, -2, ..., shared filters ($share/group/...) go to every connection and the others are dealt out");

  /** How often the receive path is tried. */
  public static final Setting<Duration> MQTT_CANARY_INTERVAL =
      Setting.duration(
          "mqtt.canary.interval",
          "PT5S",
          "how often the bridge publishes a canary to rivulet/bridge/{client id}/canary and waits for it to come back; PT0S sends none");

  /** When the receive path counts as stalled. */
  public static final Setting<Duration> MQTT_CANARY_TIMEOUT =
      Setting.duration(
          "mqtt.canary.timeout",
          "PT15S",
          "a canary that is not back after this, with nothing else received, means a stalled connection: health turns red and the bridge connects anew");

  /** Bound on messages in flight. */
  public static final Setting<Integer> BRIDGE_IN_FLIGHT_MAX =
      Setting.integer(
          "bridge.in.flight.max",
          1000,
          1,
          65535,
          "messages taken from the broker and not yet acknowledged by Kafka; also the MQTT receive maximum: when full, the broker waits");

  /** When Kafka counts as away. */
  public static final Setting<Duration> BRIDGE_KAFKA_PATIENCE =
      Setting.duration(
          "bridge.kafka.patience",
          "PT2S",
          "how long Kafka may take to acknowledge a message before the bridge takes it for away and what is in flight goes to the spool, PT0.1S or more; the MQTT broker's queue must hold this much");

  /** Order across an outage. */
  public static final Setting<String> BRIDGE_ORDER =
      Setting.text(
          "bridge.order",
          "device",
          "device: after an outage of Kafka new messages wait behind the spool, so each device's order is kept; none: they pass it and arrive at once. Shared filters are always none");

  /** Where messages wait. */
  public static final Setting<String> BRIDGE_SPOOL_DIR =
      Setting.text(
          "bridge.spool.dir",
          "/var/lib/rivulet/spool",
          "directory where messages wait while Kafka is away; each instance needs its own, on a disk that stays");

  /** Bound on what waits. */
  public static final Setting<Long> BRIDGE_SPOOL_MAX_BYTES =
      Setting.bytes(
          "bridge.spool.max.bytes",
          4L << 30,
          4L << 20,
          "disk that each connection's spool may take; when full, messages wait unacknowledged at the MQTT broker");

  /** When the spool is forced to the disk. */
  public static final Setting<String> BRIDGE_SPOOL_FSYNC =
      Setting.text(
          "bridge.spool.fsync",
          "always",
          "always: before every acknowledgement (survives a power cut); a duration such as PT0.1S: that often; never: left to the operating system. All three survive kill -9");

  /** Device time ahead of receipt. */
  public static final Setting<Duration> BRIDGE_TIME_AHEAD_MAX =
      Setting.duration(
          "bridge.time.ahead.max",
          "PT1H",
          "a device time further ahead of the receipt time than this is quarantined");

  /** Device time behind receipt. */
  public static final Setting<Duration> BRIDGE_TIME_BEHIND_MAX =
      Setting.duration(
          "bridge.time.behind.max",
          "P30D",
          "a device time further behind the receipt time than this is quarantined");

  /** Devices remembered. */
  public static final Setting<Integer> BRIDGE_DEVICES_MAX =
      Setting.integer(
          "bridge.devices.max",
          100_000,
          1,
          10_000_000,
          "devices whose clock, silence and repeats are watched by each connection; beyond it those heard least recently are forgotten");

  /** When a device is silent. */
  public static final Setting<Duration> BRIDGE_SILENCE_AFTER =
      Setting.duration(
          "bridge.silence.after",
          "PT1M",
          "a device that is online and of which nothing was received for longer is stated as silent; PT0S never");

  /** When a clock offset is stated anew. */
  public static final Setting<Duration> BRIDGE_CLOCK_OFFSET_CHANGE =
      Setting.duration(
          "bridge.clock.offset.change",
          "PT1S",
          "a change of a device's clock offset by more than this is stated, above 0");

  /** Where Kafka is. */
  public static final Setting<String> KAFKA_BOOTSTRAP_SERVERS =
      Setting.text(
          "kafka.bootstrap.servers",
          null,
          "Kafka brokers; any other key with the prefix kafka. goes to the Kafka clients as it is, such as kafka.security.protocol");

  /** Prefix of topic names. */
  public static final Setting<String> TOPIC_PREFIX =
      Setting.text("topic.prefix", "rivulet.", "prefix of every topic name");

  /** Partitions of topics made by Rivulet. */
  public static final Setting<Integer> TOPIC_PARTITIONS =
      Setting.integer(
          "topic.partitions", 4, 1, 1000, "partitions of the topics that Rivulet creates");

  /** Replicas of topics made by Rivulet. */
  public static final Setting<Integer> TOPIC_REPLICAS =
      Setting.integer(
          "topic.replicas", 1, 1, 9, "replicas of the topics that Rivulet creates; 3 in a cluster");

  /** Schema registry. */
  public static final Setting<String> SCHEMA_REGISTRY_URL =
      Setting.text(
          "schema.registry.url",
          null,
          "schema registry; where set, records travel in the Confluent wire format, otherwise in Avro single-object encoding");

  /** Streams application id. */
  public static final Setting<String> STREAMS_APPLICATION_ID =
      Setting.text(
          "streams.application.id",
          "rivulet-streams",
          "Kafka Streams application id; names its consumer group, stores and internal topics");

  /** Stream threads. */
  public static final Setting<Integer> STREAMS_THREADS =
      Setting.integer("streams.threads", 1, 1, 64, "stream threads in this process");

  /** State directory. */
  public static final Setting<String> STREAMS_STATE_DIRECTORY =
      Setting.text(
          "streams.state.directory",
          "/var/lib/rivulet/streams",
          "where stream state is kept on disk; rebuilt from Kafka where lost");

  /** Transaction interval. */
  public static final Setting<Duration> STREAMS_COMMIT_INTERVAL =
      Setting.duration(
          "streams.commit.interval",
          "PT0.1S",
          "how often streams commits; results are visible after a commit");

  /** How soon what may be urgent is committed. */
  public static final Setting<Duration> STREAMS_URGENT_COMMIT_INTERVAL =
      Setting.duration(
          "streams.urgent.commit.interval",
          "PT0.02S",
          "least time between commits that a vital sign, a pump's alarm or an alert asks for, while streams keeps up; PT0S asks for none");

  /** Lateness horizon. */
  public static final Setting<Duration> STREAMS_LATENESS_HORIZON =
      Setting.duration(
          "streams.lateness.horizon",
          "PT15M",
          "how much older than its device's latest a sample may be and surely count, and how long after its end a session still takes samples; what is later is landed raw and marked. Memory and state grow with it");

  /** Courses in memory. */
  public static final Setting<Integer> STREAMS_LIVE_MAX =
      Setting.integer(
          "streams.live.max",
          20_000,
          100,
          1_000_000,
          "pumps, and as many pressure sources, that a task keeps in memory, about 8 KiB each at one sample a second; those used least recently are read from disk again");

  /** Unattributed samples kept for a device. */
  public static final Setting<Integer> STREAMS_UNATTRIBUTED_MAX =
      Setting.integer(
          "streams.unattributed.max",
          10000,
          0,
          1_000_000,
          "samples kept for each device that is bound to no session, so that a binding recorded late still gets them; beyond it the oldest go (they stay in the store)");

  /** Whether devices are watched by receipt. */
  public static final Setting<Boolean> WATCH_ENABLED =
      Setting.flag(
          "watch.enabled",
          true,
          "whether silence, overdue pressure and clocks that are not to be trusted are looked for; not where recordings are played, whose times of receipt mean nothing");

  /** Silence of a pump. */
  public static final Setting<Duration> WATCH_PUMP_SILENCE_AFTER =
      Setting.duration(
          "watch.pump.silence.after",
          "PT1M",
          "a pump that serves a session and of which nothing was received for longer raises PUMP_SILENT; PT0S never, P365D at most");

  /** Silence of a monitor. */
  public static final Setting<Duration> WATCH_MONITOR_SILENCE_AFTER =
      Setting.duration(
          "watch.monitor.silence.after",
          "PT1M",
          "the same of a monitor, MONITOR_SILENT; a device that was never heard, DEVICE_SILENT, has the longer of the two");

  /** Overdue pressure. */
  public static final Setting<Integer> WATCH_PRESSURE_OVERDUE_PERCENT =
      Setting.integer(
          "watch.pressure.overdue.percent",
          150,
          100,
          10_000,
          "no plausible pressure received for longer than this part of the ordered interval, while a pump delivers, raises PRESSURE_OVERDUE");

  /** Clock offset. */
  public static final Setting<Duration> WATCH_CLOCK_OFFSET_MAX =
      Setting.duration(
          "watch.clock.offset.max",
          "PT1M",
          "a device that serves a session and whose clock's offset or spread is larger raises CLOCK_UNTRUSTED, until both are within four fifths of it; PT0.001S to P365D");

  /** Unattributed infusion. */
  public static final Setting<Duration> WATCH_UNATTRIBUTED_AFTER =
      Setting.duration(
          "watch.unattributed.after",
          "PT1M",
          "a pump that delivers for longer, by its own time, and serves no session raises UNATTRIBUTED_INFUSION");

  /** JDBC URL. */
  public static final Setting<String> DATABASE_URL =
      Setting.text(
          "database.url", null, "JDBC URL, such as jdbc:postgresql://127.0.0.1:5432/rivulet");

  /** Database user. */
  public static final Setting<String> DATABASE_USER =
      Setting.text("database.user", "rivulet", "database user");

  /** Database password. */
  public static final Setting<String> DATABASE_PASSWORD =
      Setting.secret("database.password", "database password");

  /** Connections. */
  public static final Setting<Integer> DATABASE_POOL_SIZE =
      Setting.integer("database.pool.size", 4, 1, 100, "database connections of this process");

  /** Batch bound. */
  public static final Setting<Integer> SINK_BATCH_MAX =
      Setting.integer("sink.batch.max", 2000, 1, 100_000, "records landed in one transaction");

  /** Span of a chunk. */
  public static final Setting<Duration> STORE_CHUNK_INTERVAL =
      Setting.duration(
          "store.chunk.interval",
          "P1D",
          "span of a chunk of samples, PT1H to P365D; a chunk of every table that is being filled should fit a quarter of the database's memory. Statements and statuses, which are few, take seven times as long. With TimescaleDB only; holds for chunks made later");

  /** When chunks go to the columnstore. */
  public static final Setting<Duration> STORE_COMPRESS_AFTER =
      Setting.duration(
          "store.compress.after",
          "P7D",
          "how old a chunk must be to be compressed, P1D or more, so that what is expected late still finds rows; what comes later lands all the same, slower. PT0S compresses nothing. With TimescaleDB's community licence only");

  /** How long samples are kept. */
  public static final Setting<Duration> STORE_RETENTION_SAMPLES =
      Setting.duration(
          "store.retention.samples",
          "PT0S",
          "how long samples, device statuses and late marks are kept, P1D or more; PT0S for ever");

  /** How long statements are kept. */
  public static final Setting<Duration> STORE_RETENTION_STATEMENTS =
      Setting.duration(
          "store.retention.statements",
          "PT0S",
          "how long statements of doses, excursions and alerts that no longer hold are kept, P1D or more; PT0S for ever. Those that hold are kept for ever");

  /** How long minutes are kept. */
  public static final Setting<Duration> STORE_RETENTION_MINUTES =
      Setting.duration(
          "store.retention.minutes",
          "PT0S",
          "how long roll-ups by minute are kept, P1D or more; PT0S for ever");

  /** How long hours are kept. */
  public static final Setting<Duration> STORE_RETENTION_HOURS =
      Setting.duration(
          "store.retention.hours",
          "PT0S",
          "how long roll-ups by hour are kept, P1D or more; PT0S for ever");

  /** Page port. */
  public static final Setting<Integer> CONSOLE_PORT =
      Setting.integer("console.port", 8080, 0, 65535, "port of the console; 0 takes a free one");

  /** Page address. */
  public static final Setting<String> CONSOLE_HOST =
      Setting.text(
          "console.host",
          "127.0.0.1",
          "address the console listens on; on any but a loopback address put a proxy with https before it and set console.url");

  /** Zones of sites. */
  public static final Setting<String> CONSOLE_ZONES =
      Setting.text(
          "console.zones",
          null,
          "in which zone pages show the times of a site: site=Area/City, separated by commas, such as colombo-1=Asia/Colombo; where not set, the browser's");

  /** When pages say that the pipeline lags. */
  public static final Setting<Duration> CONSOLE_LAG_AFTER =
      Setting.duration(
          "console.lag.after",
          "PT2M",
          "pages say that the pipeline lags where nothing has landed for longer although sessions run, PT5S to PT1H; pumps report every half minute at least");

  /** Whether pages follow sessions as they happen. */
  public static final Setting<Boolean> CONSOLE_LIVE =
      Setting.flag(
          "console.live",
          true,
          "whether the console reads Kafka's live topics, so that pages follow sessions as they happen; where false they show what has landed");

  /** Who may ask for history. */
  public static final Setting<String> CONSOLE_TOKENS =
      Setting.secret(
          "console.tokens",
          "machines that may use the console's API: name:sha256 of the token in hexadecimal:roles, separated by commas; roles are such as researcher@north+engineer, a role without a site being for every site; people's tokens are made in the console");

  /** How browsers reach the console. */
  public static final Setting<String> CONSOLE_URL =
      Setting.text(
          "console.url",
          null,
          "how browsers reach the console, such as https://rivulet.example; with https its cookies go over https only; where not set, at the address it listens on");

  /** Whether a proxy is believed. */
  public static final Setting<Boolean> CONSOLE_PROXY_TRUSTED =
      Setting.flag(
          "console.proxy.trusted",
          false,
          "whether the last address in X-Forwarded-For is whom a proxy asks for; only where every request comes by that proxy");

  /** How long a session lasts without a request. */
  public static final Setting<Duration> CONSOLE_SESSION_IDLE =
      Setting.duration(
          "console.session.idle",
          "PT12H",
          "how long somebody stays signed in who asks for nothing, PT1M or more; an open page asks all the time");

  /** How long a session lasts. */
  public static final Setting<Duration> CONSOLE_SESSION_MAX =
      Setting.duration(
          "console.session.max",
          "P7D",
          "how long somebody stays signed in at most, no shorter than console.session.idle");

  /** The provider. */
  public static final Setting<String> CONSOLE_OIDC_ISSUER =
      Setting.text(
          "console.oidc.issuer",
          null,
          "issuer of an OpenID Connect provider by which people sign in, such as https://login.example/realms/clinic; needs console.url");

  /** Client id at the provider. */
  public static final Setting<String> CONSOLE_OIDC_CLIENT_ID =
      Setting.text(
          "console.oidc.client.id",
          "rivulet",
          "client id of the console at the provider; its redirect URI there is console.url with /api/v1/sign-in/oidc/callback");

  /** Client secret at the provider. */
  public static final Setting<String> CONSOLE_OIDC_CLIENT_SECRET =
      Setting.secret(
          "console.oidc.client.secret",
          "client secret of the console at the provider; where not set, it is a public client there");

  /** What the button says. */
  public static final Setting<String> CONSOLE_OIDC_LABEL =
      Setting.text(
          "console.oidc.label", "Clinic sign-in", "what the button of the sign-in page says");

  /** What is asked for. */
  public static final Setting<String> CONSOLE_OIDC_SCOPES =
      Setting.text(
          "console.oidc.scopes",
          "openid profile",
          "scopes asked of the provider, separated by spaces; openid has to be among them");

  /** Which claim is the name. */
  public static final Setting<String> CONSOLE_OIDC_NAME_CLAIM =
      Setting.text(
          "console.oidc.name.claim",
          "preferred_username",
          "claim of the ID token that is a user's name here, taken when they first sign in");

  /** Which claim says what somebody is. */
  public static final Setting<String> CONSOLE_OIDC_ROLES_CLAIM =
      Setting.text(
          "console.oidc.roles.claim",
          "groups",
          "claim of the ID token that says what somebody is, a text or a list of them");

  /** What its values mean. */
  public static final Setting<String> CONSOLE_OIDC_GRANTS =
      Setting.text(
          "console.oidc.grants",
          null,
          "what values of that claim mean: value=role@site+role, separated by commas, such as ward-nurses=clinician@north+on-call@north; others mean nothing");

  /** Values that are grants as they are. */
  public static final Setting<String> CONSOLE_OIDC_GRANTS_PREFIX =
      Setting.text(
          "console.oidc.grants.prefix",
          null,
          "values of that claim that begin so are grants without it, such as rivulet: for rivulet:clinician@north; where not set, none are");

  /** The login of the console. */
  public static final Setting<String> CONSOLE_DATABASE_USER =
      Setting.text(
          "console.database.user",
          null,
          "database login of the console, which may read what has landed, keep its own tables and nothing else; ./rivulet console --prepare makes it; where not set, database.user is used, which owns everything");

  /** Its password. */
  public static final Setting<String> CONSOLE_DATABASE_PASSWORD =
      Setting.secret("console.database.password", "password of console.database.user");

  /** The login that reads for researchers. */
  public static final Setting<String> CONSOLE_RESEARCH_USER =
      Setting.text(
          "console.research.user",
          null,
          "database login by which the console reads for researchers, de-identified; without it they read nothing");

  /** Its password. */
  public static final Setting<String> CONSOLE_RESEARCH_PASSWORD =
      Setting.secret("console.research.password", "password of console.research.user");

  /** Streams of history at a time. */
  public static final Setting<Integer> CONSOLE_HISTORY_STREAMS_MAX =
      Setting.integer(
          "console.history.streams.max",
          4,
          1,
          12,
          "answers of the console's history API at a time; each has a connection of its own to the database; further ones are told to come back later");

  /** Time for one answer of history. */
  public static final Setting<Duration> CONSOLE_HISTORY_LIMIT =
      Setting.duration(
          "console.history.limit",
          "PT10M",
          "how long one answer of the console's history API may take, however slowly its client reads");

  /** Where the console finds the session desk. */
  public static final Setting<String> CONSOLE_DESK_URL =
      Setting.text(
          "console.desk.url",
          null,
          "where the console finds the session desk, such as http://127.0.0.1:8090; where not set, its pages show sessions and record nothing");

  /** The console's token at the session desk. */
  public static final Setting<String> CONSOLE_DESK_TOKEN =
      Setting.secret(
          "console.desk.token",
          "the console's token at the session desk, whose entry in sessions.tokens ends with :acts-for, so that what somebody does on a page is kept as done by them");

  /** Port of the session desk. */
  public static final Setting<Integer> SESSIONS_PORT =
      Setting.integer(
          "sessions.port", 8090, 0, 65535, "port of the session desk; 0 takes a free one");

  /** Address of the session desk. */
  public static final Setting<String> SESSIONS_HOST =
      Setting.text(
          "sessions.host",
          "127.0.0.1",
          "address the session desk listens on; it speaks plain HTTP: anywhere else, put a proxy with TLS before it, because tokens travel with every request");

  /** Who may use the session desk. */
  public static final Setting<String> SESSIONS_TOKENS =
      Setting.secret(
          "sessions.tokens",
          "who may use the session desk: name:sha256 of the token in hexadecimal, separated by commas, with :read after those that may only look and :acts-for after those that may name somebody else for whom they record, as the console does; where not set, nobody may");

  /** The transactional id that desks share. */
  public static final Setting<String> SESSIONS_TRANSACTIONAL_ID =
      Setting.text(
          "sessions.transactional.id",
          "rivulet-session-desk",
          "transactional id with which desks write; all desks of an installation share it, so that one writes at a time");

  /** When a weight is asked about. */
  public static final Setting<Integer> SESSIONS_WEIGHT_CHANGE_PERCENT =
      Setting.integer(
          "sessions.weight.change.percent",
          20,
          1,
          1000,
          "a weight that differs by more from the one before has to be confirmed");

  /** When a dose is asked about. */
  public static final Setting<Integer> SESSIONS_DOSE_ASK =
      Setting.integer(
          "sessions.dose.ask.mg.per.kg",
          2,
          1,
          1000,
          "a planned or charted dose above this, mg/kg, has to be confirmed; a guard against slips, not a recommendation");

  /** When a dose is refused. */
  public static final Setting<Integer> SESSIONS_DOSE_MAX =
      Setting.integer(
          "sessions.dose.max.mg.per.kg",
          20,
          1,
          1000,
          "a planned or charted dose above this, mg/kg, is refused");

  /** Port of alerting's API. */
  public static final Setting<Integer> ALERTING_PORT =
      Setting.integer(
          "alerting.port", 8091, 0, 65535, "port of alerting's API; 0 takes a free one");

  /** Address of alerting's API. */
  public static final Setting<String> ALERTING_HOST =
      Setting.text(
          "alerting.host",
          "127.0.0.1",
          "address alerting's API listens on; it speaks plain HTTP: anywhere else, put a proxy with TLS before it, because tokens travel with every request");

  /** Who may use alerting's API. */
  public static final Setting<String> ALERTING_TOKENS =
      Setting.secret(
          "alerting.tokens",
          "who may use alerting's API: name:sha256 of the token in hexadecimal, separated by commas, with :read after those that may only look; where not set, nobody may");

  /** Who is told what. */
  public static final Setting<String> ALERTING_FILE =
      Setting.text(
          "alerting.file",
          null,
          "file that says who is told what and when; taken over while alerting runs when it changes; where not set, everything goes to the log");

  /** Consumer group of alerting. */
  public static final Setting<String> ALERTING_GROUP_ID =
      Setting.text(
          "alerting.group.id",
          "rivulet-alerting",
          "consumer group of alerting; all its instances share it, and the work");

  /** Name of an instance. */
  public static final Setting<String> ALERTING_INSTANCE =
      Setting.text(
          "alerting.instance",
          null,
          "what this instance of alerting is called, 1 to 64 characters; the name of the machine where not set");

  /** Statements in one transaction. */
  public static final Setting<Integer> ALERTING_BATCH_MAX =
      Setting.integer(
          "alerting.batch.max", 500, 1, 5_000, "alerts taken from Kafka in one transaction");

  /** How often due incidents are looked for. */
  public static final Setting<Duration> ALERTING_TIMER_INTERVAL =
      Setting.duration(
          "alerting.timer.interval",
          "PT0.25S",
          "how often alerting looks for what is due, such as a step of an escalation, PT0.01S to PT10S");

  /** How long what is over is kept. */
  public static final Setting<Duration> ALERTING_RETENTION =
      Setting.duration(
          "alerting.retention",
          "P400D",
          "how long alerts, incidents, silences and overrides are kept after they are over, P1D or more; the audit trail is kept for good");

  /** Longest silence. */
  public static final Setting<Duration> ALERTING_SILENCE_MAX =
      Setting.duration(
          "alerting.silence.max", "PT24H", "the longest silence somebody may ask for, P7D at most");

  /** Longest silence of what is urgent. */
  public static final Setting<Duration> ALERTING_SILENCE_HIGH_MAX =
      Setting.duration(
          "alerting.silence.high.max",
          "PT1H",
          "the longest silence that can hide a physiological alert of high priority, no longer than alerting.silence.max");

  /** Remission by PHQ-9. */
  public static final Setting<Integer> OUTCOME_REMISSION_PHQ9 =
      Setting.integer(
          "outcome.remission.phq9",
          4,
          0,
          27,
          "a PHQ-9 at or below this counts as remission; the default is common practice");

  /** Remission by MADRS. */
  public static final Setting<Integer> OUTCOME_REMISSION_MADRS =
      Setting.integer(
          "outcome.remission.madrs",
          10,
          0,
          60,
          "a MADRS at or below this counts as remission; the default is common practice");

  /** Health port. */
  public static final Setting<Integer> HEALTH_PORT =
      Setting.integer(
          "health.port",
          9464,
          0,
          65535,
          "port of /health/live, /health/ready and /metrics; 0 takes a free one");

  /** Health address. */
  public static final Setting<String> HEALTH_HOST =
      Setting.text("health.host", "127.0.0.1", "address that health and metrics listen on");

  /** Environment variables with our prefix that are not settings. */
  static final Set<String> RESERVED_ENVIRONMENT =
      Set.of(
          "RIVULET_TRACES",
          "RIVULET_TOKEN",
          "RIVULET_JAVA_OPTS",
          "RIVULET_HOME",
          "RIVULET_LOG_LEVEL",
          "RIVULET_KAFKA_LOG_LEVEL");

  private static final List<Setting<?>> ALL =
      List.of(
          MQTT_URI,
          MQTT_CLIENT_ID,
          MQTT_USER,
          MQTT_PASSWORD,
          MQTT_TLS_CA,
          MQTT_TLS_CERTIFICATE,
          MQTT_TLS_KEY,
          MQTT_TLS_KEY_PASSWORD,
          MQTT_TLS_VERIFY_HOSTNAME,
          MQTT_FILTERS,
          MQTT_SESSION_EXPIRY,
          MQTT_KEEP_ALIVE,
          MQTT_CONNECTIONS,
          MQTT_CANARY_INTERVAL,
          MQTT_CANARY_TIMEOUT,
          BRIDGE_IN_FLIGHT_MAX,
          BRIDGE_KAFKA_PATIENCE,
          BRIDGE_ORDER,
          BRIDGE_SPOOL_DIR,
          BRIDGE_SPOOL_MAX_BYTES,
          BRIDGE_SPOOL_FSYNC,
          BRIDGE_TIME_AHEAD_MAX,
          BRIDGE_TIME_BEHIND_MAX,
          BRIDGE_DEVICES_MAX,
          BRIDGE_SILENCE_AFTER,
          BRIDGE_CLOCK_OFFSET_CHANGE,
          KAFKA_BOOTSTRAP_SERVERS,
          TOPIC_PREFIX,
          TOPIC_PARTITIONS,
          TOPIC_REPLICAS,
          SCHEMA_REGISTRY_URL,
          STREAMS_APPLICATION_ID,
          STREAMS_THREADS,
          STREAMS_STATE_DIRECTORY,
          STREAMS_COMMIT_INTERVAL,
          STREAMS_URGENT_COMMIT_INTERVAL,
          STREAMS_LATENESS_HORIZON,
          STREAMS_LIVE_MAX,
          STREAMS_UNATTRIBUTED_MAX,
          WATCH_ENABLED,
          WATCH_PUMP_SILENCE_AFTER,
          WATCH_MONITOR_SILENCE_AFTER,
          WATCH_PRESSURE_OVERDUE_PERCENT,
          WATCH_CLOCK_OFFSET_MAX,
          WATCH_UNATTRIBUTED_AFTER,
          DATABASE_URL,
          DATABASE_USER,
          DATABASE_PASSWORD,
          DATABASE_POOL_SIZE,
          SINK_BATCH_MAX,
          STORE_CHUNK_INTERVAL,
          STORE_COMPRESS_AFTER,
          STORE_RETENTION_SAMPLES,
          STORE_RETENTION_STATEMENTS,
          STORE_RETENTION_MINUTES,
          STORE_RETENTION_HOURS,
          CONSOLE_PORT,
          CONSOLE_HOST,
          CONSOLE_ZONES,
          CONSOLE_LAG_AFTER,
          CONSOLE_LIVE,
          CONSOLE_TOKENS,
          CONSOLE_URL,
          CONSOLE_PROXY_TRUSTED,
          CONSOLE_SESSION_IDLE,
          CONSOLE_SESSION_MAX,
          CONSOLE_OIDC_ISSUER,
          CONSOLE_OIDC_CLIENT_ID,
          CONSOLE_OIDC_CLIENT_SECRET,
          CONSOLE_OIDC_LABEL,
          CONSOLE_OIDC_SCOPES,
          CONSOLE_OIDC_NAME_CLAIM,
          CONSOLE_OIDC_ROLES_CLAIM,
          CONSOLE_OIDC_GRANTS,
          CONSOLE_OIDC_GRANTS_PREFIX,
          CONSOLE_DATABASE_USER,
          CONSOLE_DATABASE_PASSWORD,
          CONSOLE_RESEARCH_USER,
          CONSOLE_RESEARCH_PASSWORD,
          CONSOLE_HISTORY_STREAMS_MAX,
          CONSOLE_HISTORY_LIMIT,
          CONSOLE_DESK_URL,
          CONSOLE_DESK_TOKEN,
          SESSIONS_PORT,
          SESSIONS_HOST,
          SESSIONS_TOKENS,
          SESSIONS_TRANSACTIONAL_ID,
          SESSIONS_WEIGHT_CHANGE_PERCENT,
          SESSIONS_DOSE_ASK,
          SESSIONS_DOSE_MAX,
          ALERTING_PORT,
          ALERTING_HOST,
          ALERTING_TOKENS,
          ALERTING_FILE,
          ALERTING_GROUP_ID,
          ALERTING_INSTANCE,
          ALERTING_BATCH_MAX,
          ALERTING_TIMER_INTERVAL,
          ALERTING_RETENTION,
          ALERTING_SILENCE_MAX,
          ALERTING_SILENCE_HIGH_MAX,
          OUTCOME_REMISSION_PHQ9,
          OUTCOME_REMISSION_MADRS,
          HEALTH_PORT,
          HEALTH_HOST);

  private Catalogue() {}

  /** Every setting, in the order of the documentation. */
  public static List<Setting<?>> all() {
    return ALL;
  }
}
