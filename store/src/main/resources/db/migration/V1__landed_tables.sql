-- Everything that lands from Kafka, and where landing stands. Plain PostgreSQL 15; the callback
-- afterMigrate.sql makes hypertables of the raw tables where TimescaleDB is there.

CREATE FUNCTION instant_of(micros bigint) RETURNS timestamptz
  LANGUAGE sql STABLE STRICT PARALLEL SAFE
  -- Two whole-number steps, because one division would round beyond the year 2106.
  RETURN timestamptz '1970-01-01 00:00:00+00'
    + (micros / 1000000) * interval '1 second' + (micros % 1000000) * interval '1 microsecond';
COMMENT ON FUNCTION instant_of IS 'Microseconds since 1970 UTC, as records carry them, as an instant';

CREATE TABLE pump_sample (
  device               text COLLATE "C" NOT NULL,
  device_time          timestamptz      NOT NULL,
  sequence             bigint           NOT NULL CHECK (sequence >= 0),
  site                 text             NOT NULL,
  received_time        timestamptz      NOT NULL,
  drug                 text             NOT NULL,
  state                text             NOT NULL,
  rate_ml_per_hour     double precision CHECK (rate_ml_per_hour >= 0),
  delivered_nl         bigint           CHECK (delivered_nl >= 0),
  concentration_per_ml double precision CHECK (concentration_per_ml > 0),
  concentration_unit   text,
  programmed_weight_kg double precision CHECK (programmed_weight_kg > 0),
  alarms               text[],
  original             jsonb,
  mqtt_duplicate       boolean          NOT NULL,
  PRIMARY KEY (device, device_time, sequence)
);
COMMENT ON TABLE pump_sample IS 'Every distinct sample of every pump; repeats of at-least-once delivery are left out';
COMMENT ON COLUMN pump_sample.device IS 'The pump, unique over all sites';
COMMENT ON COLUMN pump_sample.device_time IS 'When, by the pump''s clock';
COMMENT ON COLUMN pump_sample.sequence IS 'The pump''s own count of its messages';
COMMENT ON COLUMN pump_sample.site IS 'The clinic';
COMMENT ON COLUMN pump_sample.received_time IS 'When the bridge first received it';
COMMENT ON COLUMN pump_sample.drug IS 'The drug as named on the pump';
COMMENT ON COLUMN pump_sample.state IS 'RUN, BOLUS, KVO, HOLD, STOP or UNKNOWN';
COMMENT ON COLUMN pump_sample.rate_ml_per_hour IS 'Flow, mL/h; null where the pump reports none';
COMMENT ON COLUMN pump_sample.delivered_nl IS 'Cumulative volume counter, nL; null where the pump has none';
COMMENT ON COLUMN pump_sample.concentration_per_ml IS 'Amount in one mL, in concentration_unit; null where unknown';
COMMENT ON COLUMN pump_sample.concentration_unit IS 'mg, [IU] or meq; null where the concentration is';
COMMENT ON COLUMN pump_sample.programmed_weight_kg IS 'Weight typed into the pump, kg; compared only';
COMMENT ON COLUMN pump_sample.alarms IS 'What the pump raised; null for nothing';
COMMENT ON COLUMN pump_sample.original IS 'Quantities as sent, [{field, value, unit}]: those whose unit or value differs from the column; null where none does';
COMMENT ON COLUMN pump_sample.mqtt_duplicate IS 'Whether the broker marked the delivery as a possible repeat';

CREATE TABLE vitals_sample (
  device                      text COLLATE "C" NOT NULL,
  device_time                 timestamptz      NOT NULL,
  sequence                    bigint           NOT NULL CHECK (sequence >= 0),
  site                        text             NOT NULL,
  received_time               timestamptz      NOT NULL,
  nibp_systolic               double precision,
  nibp_diastolic              double precision,
  nibp_mean                   double precision,
  art_systolic                double precision,
  art_diastolic               double precision,
  art_mean                    double precision,
  heart_rate_per_minute       double precision,
  spo2_percent                double precision,
  respiratory_rate_per_minute double precision,
  etco2_mmhg                  double precision,
  original                    jsonb,
  mqtt_duplicate              boolean          NOT NULL,
  PRIMARY KEY (device, device_time, sequence)
);
COMMENT ON TABLE vitals_sample IS 'Every distinct sample of every monitor, not judged; repeats of at-least-once delivery are left out';
COMMENT ON COLUMN vitals_sample.device IS 'The monitor, unique over all sites';
COMMENT ON COLUMN vitals_sample.device_time IS 'When, by the monitor''s clock';
COMMENT ON COLUMN vitals_sample.sequence IS 'The monitor''s own count of its messages';
COMMENT ON COLUMN vitals_sample.site IS 'The clinic';
COMMENT ON COLUMN vitals_sample.received_time IS 'When the bridge first received it';
COMMENT ON COLUMN vitals_sample.nibp_systolic IS 'By cuff, peak, mmHg';
COMMENT ON COLUMN vitals_sample.nibp_diastolic IS 'By cuff, trough, mmHg';
COMMENT ON COLUMN vitals_sample.nibp_mean IS 'By cuff, mean, mmHg';
COMMENT ON COLUMN vitals_sample.art_systolic IS 'By arterial line, peak, mmHg';
COMMENT ON COLUMN vitals_sample.art_diastolic IS 'By arterial line, trough, mmHg';
COMMENT ON COLUMN vitals_sample.art_mean IS 'By arterial line, mean, mmHg';
COMMENT ON COLUMN vitals_sample.heart_rate_per_minute IS 'Beats per minute';
COMMENT ON COLUMN vitals_sample.spo2_percent IS 'Oxygen saturation, percent';
COMMENT ON COLUMN vitals_sample.respiratory_rate_per_minute IS 'Breaths per minute';
COMMENT ON COLUMN vitals_sample.etco2_mmhg IS 'End-tidal carbon dioxide, mmHg';
COMMENT ON COLUMN vitals_sample.original IS 'Quantities as sent, [{field, value, unit}]: those whose unit or value differs from the column; null where none does';
COMMENT ON COLUMN vitals_sample.mqtt_duplicate IS 'Whether the broker marked the delivery as a possible repeat';

CREATE TABLE device_status (
  device          text COLLATE "C" NOT NULL,
  received_time   timestamptz      NOT NULL,
  device_time     timestamptz,
  site            text             NOT NULL,
  online          boolean          NOT NULL,
  model           text,
  firmware        text,
  battery_percent double precision
);
CREATE INDEX device_status_by_device ON device_status (device, received_time);
COMMENT ON TABLE device_status IS 'Every status message and last will, in order of receipt';
COMMENT ON COLUMN device_status.device IS 'The device';
COMMENT ON COLUMN device_status.received_time IS 'When the bridge received it';
COMMENT ON COLUMN device_status.device_time IS 'When, by the device''s clock; null for a last will';
COMMENT ON COLUMN device_status.site IS 'The clinic';
COMMENT ON COLUMN device_status.online IS 'Whether the device says it is connected';
COMMENT ON COLUMN device_status.model IS 'Model name';
COMMENT ON COLUMN device_status.firmware IS 'Firmware version';
COMMENT ON COLUMN device_status.battery_percent IS 'Battery charge, 0 to 100';

CREATE TABLE device (
  device               text COLLATE "C" PRIMARY KEY,
  site                 text             NOT NULL,
  last_received_time   timestamptz      NOT NULL,
  last_pump_time       timestamptz,
  last_vitals_time     timestamptz,
  status_received_time timestamptz,
  online               boolean,
  model                text,
  firmware             text,
  battery_percent      double precision,
  repeat_count         bigint           NOT NULL DEFAULT 0
) WITH (fillfactor = 50);
COMMENT ON TABLE device IS 'Each device as last heard; kept up by the sink';
COMMENT ON COLUMN device.device IS 'The device';
COMMENT ON COLUMN device.site IS 'The clinic it last reported from';
COMMENT ON COLUMN device.last_received_time IS 'When the bridge last received anything of it';
COMMENT ON COLUMN device.last_pump_time IS 'Device time of its latest pump sample';
COMMENT ON COLUMN device.last_vitals_time IS 'Device time of its latest vitals sample';
COMMENT ON COLUMN device.status_received_time IS 'When its latest status was received';
COMMENT ON COLUMN device.online IS 'What its latest status said';
COMMENT ON COLUMN device.model IS 'Model name';
COMMENT ON COLUMN device.firmware IS 'Firmware version';
COMMENT ON COLUMN device.battery_percent IS 'Battery charge, 0 to 100';
COMMENT ON COLUMN device.repeat_count IS 'Repeats of its samples that were left out';

CREATE TABLE quarantine (
  id              text COLLATE "C" PRIMARY KEY,
  stage           text             NOT NULL,
  reason          text             NOT NULL,
  detail          text             NOT NULL,
  origin          text             NOT NULL,
  device          text COLLATE "C",
  session         text COLLATE "C",
  pressure_source text,
  systolic        double precision,
  diastolic       double precision,
  mean            double precision,
  device_time     timestamptz,
  received_time   timestamptz      NOT NULL,
  payload         bytea            NOT NULL,
  payload_bytes   bigint           NOT NULL,
  withdrawn       boolean          NOT NULL,
  delivery_count  bigint           NOT NULL
);
CREATE INDEX quarantine_by_session ON quarantine (session) WHERE session IS NOT NULL;
CREATE INDEX quarantine_by_device ON quarantine (device);
CREATE INDEX quarantine_by_time ON quarantine (received_time);
COMMENT ON TABLE quarantine IS 'Messages and readings that were refused whole, each once, with the reason';
COMMENT ON COLUMN quarantine.id IS 'One refused thing has one id, however often it was seen';
COMMENT ON COLUMN quarantine.stage IS 'bridge or session-rules';
COMMENT ON COLUMN quarantine.reason IS 'A code such as MALFORMED or IMPLAUSIBLE_PRESSURE';
COMMENT ON COLUMN quarantine.detail IS 'What was wrong, with the value and what is accepted';
COMMENT ON COLUMN quarantine.origin IS 'The MQTT or Kafka topic it came from';
COMMENT ON COLUMN quarantine.device IS 'The device, where known';
COMMENT ON COLUMN quarantine.session IS 'The session, where known';
COMMENT ON COLUMN quarantine.pressure_source IS 'NIBP or ART, for a refused pressure';
COMMENT ON COLUMN quarantine.systolic IS 'mmHg as reported, for a refused pressure';
COMMENT ON COLUMN quarantine.diastolic IS 'mmHg as reported, for a refused pressure';
COMMENT ON COLUMN quarantine.mean IS 'mmHg as reported, for a refused pressure';
COMMENT ON COLUMN quarantine.device_time IS 'When, by the device''s clock, where known';
COMMENT ON COLUMN quarantine.received_time IS 'When it was received';
COMMENT ON COLUMN quarantine.payload IS 'The bytes as received, at most 64 KiB; empty for a reading refused by rules';
COMMENT ON COLUMN quarantine.payload_bytes IS 'Length of the payload as received';
COMMENT ON COLUMN quarantine.withdrawn IS 'Whether a later correction made the refusal void';
COMMENT ON COLUMN quarantine.delivery_count IS 'How often it was delivered';

CREATE TABLE session_event (
  event_id                 text COLLATE "C" PRIMARY KEY,
  session                  text COLLATE "C" NOT NULL,
  recorded_time            timestamptz      NOT NULL,
  recorded_by              text             NOT NULL,
  kind                     text             NOT NULL
    CHECK (kind IN ('opened', 'weight', 'device', 'limits', 'concentration', 'closed')),
  effective_from           timestamptz,
  effective_to             timestamptz,
  replaces                 text COLLATE "C",
  site                     text,
  subject                  text,
  drug                     text,
  route                    text,
  planned_dose_per_kg      double precision,
  planned_unit             text,
  planned_duration_seconds bigint,
  weight_kg                double precision CHECK (weight_kg > 0),
  device                   text COLLATE "C",
  profile                  text,
  concentration_per_ml     double precision CHECK (concentration_per_ml > 0),
  concentration_unit       text
);
CREATE INDEX session_event_by_session ON session_event (session, recorded_time);
CREATE INDEX session_event_by_device ON session_event (device, effective_from) WHERE kind = 'device';
COMMENT ON TABLE session_event IS 'Everything decided about sessions; nothing is overwritten, corrections are events';
COMMENT ON COLUMN session_event.event_id IS 'The same event twice is one event';
COMMENT ON COLUMN session_event.session IS 'The session';
COMMENT ON COLUMN session_event.recorded_time IS 'When it was recorded; orders the events of one session';
COMMENT ON COLUMN session_event.recorded_by IS 'Who or what recorded it';
COMMENT ON COLUMN session_event.kind IS 'What happened; says which of the columns below are set';
COMMENT ON COLUMN session_event.effective_from IS 'From when it holds; for closed, when the session ended';
COMMENT ON COLUMN session_event.effective_to IS 'device: until when, exclusive; null while it lasts';
COMMENT ON COLUMN session_event.replaces IS 'weight: the event it corrects; device: the event it replaces';
COMMENT ON COLUMN session_event.site IS 'opened: the clinic';
COMMENT ON COLUMN session_event.subject IS 'opened: a pseudonym';
COMMENT ON COLUMN session_event.drug IS 'opened, concentration: the drug';
COMMENT ON COLUMN session_event.route IS 'opened: IV, IM or IN';
COMMENT ON COLUMN session_event.planned_dose_per_kg IS 'opened: planned cumulative dose, planned_unit per kg';
COMMENT ON COLUMN session_event.planned_unit IS 'opened: mg, [IU] or meq';
COMMENT ON COLUMN session_event.planned_duration_seconds IS 'opened: planned duration, s';
COMMENT ON COLUMN session_event.weight_kg IS 'weight: kg';
COMMENT ON COLUMN session_event.device IS 'device: the pump or monitor bound';
COMMENT ON COLUMN session_event.profile IS 'limits: the profile that applies';
COMMENT ON COLUMN session_event.concentration_per_ml IS 'concentration: amount in one mL';
COMMENT ON COLUMN session_event.concentration_unit IS 'concentration: mg, [IU] or meq';

CREATE TABLE session (
  session                  text COLLATE "C" PRIMARY KEY,
  site                     text             NOT NULL,
  subject                  text             NOT NULL,
  drug                     text,
  route                    text             NOT NULL,
  planned_dose_per_kg      double precision,
  planned_unit             text,
  planned_duration_seconds bigint,
  opened_time              timestamptz      NOT NULL,
  started_time             timestamptz,
  closed_time              timestamptz,
  event_time               timestamptz      NOT NULL
);
CREATE INDEX session_by_site ON session (site, opened_time);
COMMENT ON TABLE session IS 'Each opened session as its events make it; worked out again from session_event with every event';
COMMENT ON COLUMN session.session IS 'The session';
COMMENT ON COLUMN session.site IS 'The clinic';
COMMENT ON COLUMN session.subject IS 'A pseudonym; never a name or a record number';
COMMENT ON COLUMN session.drug IS 'The drug under study or treatment; null for a recording of many';
COMMENT ON COLUMN session.route IS 'IV, IM or IN';
COMMENT ON COLUMN session.planned_dose_per_kg IS 'Planned cumulative dose, planned_unit per kg';
COMMENT ON COLUMN session.planned_unit IS 'mg, [IU] or meq';
COMMENT ON COLUMN session.planned_duration_seconds IS 'Planned duration, s';
COMMENT ON COLUMN session.opened_time IS 'When the opening was recorded';
COMMENT ON COLUMN session.started_time IS 'When the first device was bound';
COMMENT ON COLUMN session.closed_time IS 'When it ended; null while it lasts';
COMMENT ON COLUMN session.event_time IS 'When its latest event was recorded';

CREATE TABLE limits_profile (
  profile        text COLLATE "C" NOT NULL,
  version        integer          NOT NULL CHECK (version >= 1),
  effective_from timestamptz      NOT NULL,
  content        jsonb            NOT NULL,
  PRIMARY KEY (profile, version)
);
COMMENT ON TABLE limits_profile IS 'Every version of every limits profile';
COMMENT ON COLUMN limits_profile.profile IS 'The profile''s name';
COMMENT ON COLUMN limits_profile.version IS 'Counts up from 1 within the profile';
COMMENT ON COLUMN limits_profile.effective_from IS 'From when it holds; the first also before';
COMMENT ON COLUMN limits_profile.content IS 'plausible, limits, hysteresis, confirm';

CREATE TABLE dose (
  session             text COLLATE "C" NOT NULL,
  device              text COLLATE "C" NOT NULL,
  drug                text             NOT NULL,
  revision            bigint           NOT NULL,
  as_of               timestamptz      NOT NULL,
  volume_nl           bigint           NOT NULL,
  amount              double precision,
  unit                text,
  amount_per_kg       double precision,
  uncertainty_nl      bigint           NOT NULL,
  estimated_nl        bigint           NOT NULL,
  checked_counter_nl  bigint           NOT NULL,
  checked_rate_nl     bigint           NOT NULL,
  sample_count        bigint           NOT NULL,
  duplicate_count     bigint           NOT NULL,
  reset_count         integer          NOT NULL,
  segment_count       integer          NOT NULL,
  state               text             NOT NULL,
  rate_ml_per_hour    double precision,
  rate_per_kg_per_hour double precision,
  PRIMARY KEY (session, device, drug)
) WITH (fillfactor = 50);
COMMENT ON TABLE dose IS 'What each pump has delivered of each drug to each session: the statement with the highest revision';
COMMENT ON COLUMN dose.session IS 'The session';
COMMENT ON COLUMN dose.device IS 'The pump';
COMMENT ON COLUMN dose.drug IS 'The drug';
COMMENT ON COLUMN dose.revision IS 'Counts up with every statement; the highest holds';
COMMENT ON COLUMN dose.as_of IS 'Device time of the latest sample included';
COMMENT ON COLUMN dose.volume_nl IS 'Volume counted, nL';
COMMENT ON COLUMN dose.amount IS 'Amount delivered, in unit; null where no concentration is known';
COMMENT ON COLUMN dose.unit IS 'mg, [IU] or meq; null where the amount is';
COMMENT ON COLUMN dose.amount_per_kg IS 'Amount per kg of the session''s weight in force; null where none is known';
COMMENT ON COLUMN dose.uncertainty_nl IS 'Volume that may have moved unseen around counter resets and gaps, nL';
COMMENT ON COLUMN dose.estimated_nl IS 'Part of the volume that is rate x time for want of a counter, nL';
COMMENT ON COLUMN dose.checked_counter_nl IS 'Counter volume over the intervals that could be cross-checked, nL';
COMMENT ON COLUMN dose.checked_rate_nl IS 'Rate x time over the same intervals, nL';
COMMENT ON COLUMN dose.sample_count IS 'Distinct samples included';
COMMENT ON COLUMN dose.duplicate_count IS 'Repeats left out';
COMMENT ON COLUMN dose.reset_count IS 'Counter epochs begun by a falling counter';
COMMENT ON COLUMN dose.segment_count IS 'Stretches of delivery at one rate and concentration';
COMMENT ON COLUMN dose.state IS 'What the pump was doing in its latest sample';
COMMENT ON COLUMN dose.rate_ml_per_hour IS 'Flow in the latest sample, mL/h';
COMMENT ON COLUMN dose.rate_per_kg_per_hour IS 'Dose rate in the latest sample, unit per kg and hour';

CREATE TABLE dose_history (
  session              text COLLATE "C" NOT NULL,
  device               text COLLATE "C" NOT NULL,
  drug                 text             NOT NULL,
  revision             bigint           NOT NULL,
  as_of                timestamptz      NOT NULL,
  volume_nl            bigint           NOT NULL,
  amount               double precision,
  unit                 text,
  amount_per_kg        double precision,
  rate_ml_per_hour     double precision,
  rate_per_kg_per_hour double precision,
  -- The revision alone makes a statement unique; a hypertable's key must hold its time.
  PRIMARY KEY (session, device, drug, revision, as_of)
);
CREATE INDEX dose_history_by_time ON dose_history (session, as_of);
COMMENT ON TABLE dose_history IS 'Every dose statement, for charts and for what was believed when';
COMMENT ON COLUMN dose_history.session IS 'The session';
COMMENT ON COLUMN dose_history.device IS 'The pump';
COMMENT ON COLUMN dose_history.drug IS 'The drug';
COMMENT ON COLUMN dose_history.revision IS 'Counts up with every statement';
COMMENT ON COLUMN dose_history.as_of IS 'Device time of the latest sample included';
COMMENT ON COLUMN dose_history.volume_nl IS 'Volume counted, nL';
COMMENT ON COLUMN dose_history.amount IS 'Amount delivered, in unit';
COMMENT ON COLUMN dose_history.unit IS 'mg, [IU] or meq';
COMMENT ON COLUMN dose_history.amount_per_kg IS 'Amount per kg of the session''s weight in force';
COMMENT ON COLUMN dose_history.rate_ml_per_hour IS 'Flow in the latest sample, mL/h';
COMMENT ON COLUMN dose_history.rate_per_kg_per_hour IS 'Dose rate in the latest sample, unit per kg and hour';

CREATE TABLE pressure_excursion (
  id              text COLLATE "C" PRIMARY KEY,
  session         text COLLATE "C" NOT NULL,
  source          text             NOT NULL CHECK (source IN ('NIBP', 'ART')),
  component       text             NOT NULL CHECK (component IN ('systolic', 'diastolic', 'mean')),
  direction       text             NOT NULL CHECK (direction IN ('high', 'low')),
  severity        text             NOT NULL CHECK (severity IN ('warning', 'critical')),
  start_time      timestamptz      NOT NULL,
  end_time        timestamptz,
  peak_mmhg       double precision NOT NULL,
  reading_count   integer          NOT NULL,
  revision        bigint           NOT NULL,
  withdrawn       boolean          NOT NULL,
  successor       text COLLATE "C",
  profile         text             NOT NULL,
  profile_version integer          NOT NULL
);
CREATE INDEX pressure_excursion_by_session ON pressure_excursion (session, start_time);
CREATE INDEX pressure_excursion_open ON pressure_excursion (start_time)
  WHERE end_time IS NULL AND NOT withdrawn;
COMMENT ON TABLE pressure_excursion IS 'Runs of pressure readings beyond a limit: the statement with the highest revision';
COMMENT ON COLUMN pressure_excursion.id IS 'Hash of session, source, component, direction and start';
COMMENT ON COLUMN pressure_excursion.session IS 'The session';
COMMENT ON COLUMN pressure_excursion.source IS 'NIBP or ART';
COMMENT ON COLUMN pressure_excursion.component IS 'systolic, diastolic or mean';
COMMENT ON COLUMN pressure_excursion.direction IS 'high or low';
COMMENT ON COLUMN pressure_excursion.severity IS 'warning or critical';
COMMENT ON COLUMN pressure_excursion.start_time IS 'The first reading beyond';
COMMENT ON COLUMN pressure_excursion.end_time IS 'The reading that closed it; null while open';
COMMENT ON COLUMN pressure_excursion.peak_mmhg IS 'The extreme value, mmHg';
COMMENT ON COLUMN pressure_excursion.reading_count IS 'Readings since the start that did not close it, with the first';
COMMENT ON COLUMN pressure_excursion.revision IS 'Counts up with every statement; the highest holds';
COMMENT ON COLUMN pressure_excursion.withdrawn IS 'Whether later data took it back';
COMMENT ON COLUMN pressure_excursion.successor IS 'The excursion that took its place, where withdrawn for one';
COMMENT ON COLUMN pressure_excursion.profile IS 'The limits profile in force at the start';
COMMENT ON COLUMN pressure_excursion.profile_version IS 'That profile''s version';

CREATE TABLE pressure_tally (
  session             text COLLATE "C" NOT NULL,
  source              text             NOT NULL CHECK (source IN ('NIBP', 'ART')),
  revision            bigint           NOT NULL,
  reading_count       bigint           NOT NULL,
  rejected_count      bigint           NOT NULL,
  unconfirmed_count   bigint           NOT NULL,
  duplicate_count     bigint           NOT NULL,
  not_evaluable_count bigint           NOT NULL,
  latest_time         timestamptz,
  latest_systolic     double precision,
  latest_diastolic    double precision,
  latest_mean         double precision,
  PRIMARY KEY (session, source)
) WITH (fillfactor = 50);
COMMENT ON TABLE pressure_tally IS 'What became of the pressure readings of each source in each session: the statement with the highest revision';
COMMENT ON COLUMN pressure_tally.session IS 'The session';
COMMENT ON COLUMN pressure_tally.source IS 'NIBP or ART';
COMMENT ON COLUMN pressure_tally.revision IS 'Counts up with every statement; the highest holds';
COMMENT ON COLUMN pressure_tally.reading_count IS 'Distinct readings, the implausible ones too';
COMMENT ON COLUMN pressure_tally.rejected_count IS 'Readings refused as implausible';
COMMENT ON COLUMN pressure_tally.unconfirmed_count IS 'Readings beyond a warning limit that no second one confirmed';
COMMENT ON COLUMN pressure_tally.duplicate_count IS 'Repeats left out';
COMMENT ON COLUMN pressure_tally.not_evaluable_count IS 'Readings that no limits profile was there to judge';
COMMENT ON COLUMN pressure_tally.latest_time IS 'Time of the latest plausible reading';
COMMENT ON COLUMN pressure_tally.latest_systolic IS 'The latest plausible reading, mmHg';
COMMENT ON COLUMN pressure_tally.latest_diastolic IS 'The latest plausible reading, mmHg';
COMMENT ON COLUMN pressure_tally.latest_mean IS 'The latest plausible reading, mmHg';

CREATE TABLE alert (
  id         text COLLATE "C" PRIMARY KEY,
  session    text COLLATE "C",
  device     text COLLATE "C",
  kind       text             NOT NULL CHECK (kind IN ('physiological', 'technical')),
  category   text             NOT NULL,
  priority   text             NOT NULL CHECK (priority IN ('high', 'medium', 'low')),
  present    boolean          NOT NULL,
  revision   bigint           NOT NULL,
  start_time timestamptz      NOT NULL,
  end_time   timestamptz,
  detail     text             NOT NULL,
  withdrawn  boolean          NOT NULL
);
CREATE INDEX alert_by_session ON alert (session, start_time);
CREATE INDEX alert_present ON alert (start_time) WHERE present AND NOT withdrawn;
COMMENT ON TABLE alert IS 'Conditions somebody may have to act on: the statement with the highest revision';
COMMENT ON COLUMN alert.id IS 'Hash of what the alert is about';
COMMENT ON COLUMN alert.session IS 'The session, where there is one';
COMMENT ON COLUMN alert.device IS 'The device, where there is one';
COMMENT ON COLUMN alert.kind IS 'physiological or technical (IEC 60601-1-8)';
COMMENT ON COLUMN alert.category IS 'A code such as PRESSURE_EXCURSION or DOSE_MISMATCH';
COMMENT ON COLUMN alert.priority IS 'high, medium or low';
COMMENT ON COLUMN alert.present IS 'Whether the condition is present';
COMMENT ON COLUMN alert.revision IS 'Counts up with every statement; the highest holds';
COMMENT ON COLUMN alert.start_time IS 'When the condition began, by device time';
COMMENT ON COLUMN alert.end_time IS 'When it ended';
COMMENT ON COLUMN alert.detail IS 'What was measured against which limit, with units';
COMMENT ON COLUMN alert.withdrawn IS 'Whether later data took it back';

CREATE TABLE unlandable (
  topic           text COLLATE "C" NOT NULL,
  kafka_partition integer          NOT NULL,
  kafka_offset    bigint           NOT NULL,
  reason          text             NOT NULL,
  detail          text             NOT NULL,
  device          text COLLATE "C",
  record_key      bytea,
  record_value    bytea,
  landed_time     timestamptz      NOT NULL,
  PRIMARY KEY (topic, kafka_partition, kafka_offset)
);
COMMENT ON TABLE unlandable IS 'Records that fit no table, as they are in Kafka, with the reason';
COMMENT ON COLUMN unlandable.topic IS 'The Kafka topic';
COMMENT ON COLUMN unlandable.kafka_partition IS 'The partition';
COMMENT ON COLUMN unlandable.kafka_offset IS 'The offset';
COMMENT ON COLUMN unlandable.reason IS 'UNDECODABLE, CONSTRAINT or CONTRADICTION (another sample has the same device, time and sequence)';
COMMENT ON COLUMN unlandable.detail IS 'What was wrong';
COMMENT ON COLUMN unlandable.device IS 'The device, where known';
COMMENT ON COLUMN unlandable.record_key IS 'The record''s key';
COMMENT ON COLUMN unlandable.record_value IS 'The record''s value; null for a record without one';
COMMENT ON COLUMN unlandable.landed_time IS 'When it was set aside';

CREATE TABLE sink_offset (
  topic           text COLLATE "C" NOT NULL,
  kafka_partition integer          NOT NULL,
  next_offset     bigint           NOT NULL CHECK (next_offset >= 0),
  lost_count      bigint           NOT NULL DEFAULT 0,
  landed_time     timestamptz,
  PRIMARY KEY (topic, kafka_partition)
) WITH (fillfactor = 50);
COMMENT ON TABLE sink_offset IS 'Where landing stands; changes in the transaction that lands the rows, which is what makes landing exactly-once';
COMMENT ON COLUMN sink_offset.topic IS 'The Kafka topic';
COMMENT ON COLUMN sink_offset.kafka_partition IS 'The partition';
COMMENT ON COLUMN sink_offset.next_offset IS 'The first offset not landed';
COMMENT ON COLUMN sink_offset.lost_count IS 'Offsets that Kafka had deleted before they could be landed';
COMMENT ON COLUMN sink_offset.landed_time IS 'When the latest batch was landed';

CREATE TABLE landed_topic (
  topic            text COLLATE "C" PRIMARY KEY,
  record_count     bigint           NOT NULL,
  row_count        bigint           NOT NULL,
  repeat_count     bigint           NOT NULL,
  unlandable_count bigint           NOT NULL,
  landed_time      timestamptz      NOT NULL
) WITH (fillfactor = 50);
COMMENT ON TABLE landed_topic IS 'What became of the records of each topic, exact';
COMMENT ON COLUMN landed_topic.topic IS 'The Kafka topic';
COMMENT ON COLUMN landed_topic.record_count IS 'Records read';
COMMENT ON COLUMN landed_topic.row_count IS 'Rows that these added or restated';
COMMENT ON COLUMN landed_topic.repeat_count IS 'Records that repeated what was already there, or were older';
COMMENT ON COLUMN landed_topic.unlandable_count IS 'Records set aside in table unlandable';
COMMENT ON COLUMN landed_topic.landed_time IS 'When the latest of them was landed';
