-- What the whole clinical engine states: totals by drug with routes and predictions, vital signs beyond
-- limits, what alerts measured, samples that came too late for any result, the course of a session, and
-- series of sessions.

-- Pressures and other vital signs go by one shape.
ALTER TABLE pressure_excursion RENAME TO excursion;
ALTER TABLE excursion RENAME COLUMN peak_mmhg TO peak;
ALTER INDEX pressure_excursion_pkey RENAME TO excursion_pkey;
ALTER INDEX pressure_excursion_by_session RENAME TO excursion_by_session;
ALTER INDEX pressure_excursion_open RENAME TO excursion_open;
ALTER TABLE excursion
  DROP CONSTRAINT pressure_excursion_source_check,
  DROP CONSTRAINT pressure_excursion_component_check,
  ADD CONSTRAINT excursion_source_check CHECK (source IN ('NIBP', 'ART', 'MONITOR')),
  ADD CONSTRAINT excursion_component_check CHECK (component IN
    ('systolic', 'diastolic', 'mean', 'heartRate', 'spo2', 'respiratoryRate', 'etco2')),
  ADD COLUMN unit        text NOT NULL DEFAULT 'mm[Hg]',
  ADD COLUMN limit_value double precision,
  ADD COLUMN baseline    double precision;
COMMENT ON TABLE excursion IS 'Runs of readings beyond a limit: the statement with the highest revision';
COMMENT ON COLUMN excursion.source IS 'NIBP, ART or, for what is no pressure, MONITOR';
COMMENT ON COLUMN excursion.component IS 'systolic, diastolic, mean, heartRate, spo2, respiratoryRate or etco2';
COMMENT ON COLUMN excursion.peak IS 'The extreme value, in unit';
COMMENT ON COLUMN excursion.unit IS 'UCUM unit of peak, limit_value and baseline';
COMMENT ON COLUMN excursion.limit_value IS 'The warning limit it went beyond, in unit; null in statements of earlier releases';
COMMENT ON COLUMN excursion.baseline IS 'The subject''s baseline that the limit was worked out from, in unit; null for an absolute limit';

-- For readers that know pressures only, and for a sink of the release before while both run.
CREATE VIEW pressure_excursion AS
  SELECT id, session, source, component, direction, severity, start_time, end_time,
    peak AS peak_mmhg, reading_count, revision, withdrawn, successor, profile, profile_version
  FROM excursion WHERE source IN ('NIBP', 'ART');
COMMENT ON VIEW pressure_excursion IS 'Excursions of pressure, mmHg';

ALTER TABLE pressure_tally
  ADD COLUMN late_count           bigint NOT NULL DEFAULT 0,
  ADD COLUMN baseline_systolic    double precision,
  ADD COLUMN baseline_diastolic   double precision,
  ADD COLUMN baseline_mean        double precision,
  ADD COLUMN not_evaluable_reason text;
COMMENT ON COLUMN pressure_tally.late_count IS 'Readings that came later than the horizon and are not included';
COMMENT ON COLUMN pressure_tally.baseline_systolic IS 'The subject''s baseline, mmHg';
COMMENT ON COLUMN pressure_tally.baseline_diastolic IS 'The subject''s baseline, mmHg';
COMMENT ON COLUMN pressure_tally.baseline_mean IS 'The subject''s baseline, mmHg';
COMMENT ON COLUMN pressure_tally.not_evaluable_reason IS 'Why a limit could not be judged; null where all could';

ALTER TABLE alert
  ADD COLUMN signal          text NOT NULL DEFAULT 'on' CHECK (signal IN ('on', 'latched', 'off')),
  ADD COLUMN site            text,
  ADD COLUMN drug            text,
  ADD COLUMN measured        double precision,
  ADD COLUMN limit_value     double precision,
  ADD COLUMN unit            text,
  ADD COLUMN profile         text,
  ADD COLUMN profile_version integer,
  ADD COLUMN flap_count      integer NOT NULL DEFAULT 0,
  ADD COLUMN successor       text COLLATE "C",
  ADD COLUMN source          text,
  ADD COLUMN component       text,
  ADD COLUMN direction       text;
CREATE INDEX alert_standing ON alert (start_time)
  WHERE (present OR signal = 'latched') AND NOT withdrawn;
DROP INDEX alert_present;
COMMENT ON COLUMN alert.signal IS 'on, latched or off (IEC 60601-1-8)';
COMMENT ON COLUMN alert.site IS 'The clinic, where known';
COMMENT ON COLUMN alert.drug IS 'The drug, where it is about one';
COMMENT ON COLUMN alert.measured IS 'What was measured, the extreme so far, in unit';
COMMENT ON COLUMN alert.limit_value IS 'The limit it was held against, in unit';
COMMENT ON COLUMN alert.unit IS 'UCUM unit of measured and limit_value';
COMMENT ON COLUMN alert.profile IS 'The limits profile the limit is from';
COMMENT ON COLUMN alert.profile_version IS 'That profile''s version';
COMMENT ON COLUMN alert.flap_count IS 'How often the condition went and came back within the hold time';
COMMENT ON COLUMN alert.successor IS 'The alert that took its place, where withdrawn for one';
COMMENT ON COLUMN alert.source IS 'NIBP, ART or MONITOR, where it is about a vital sign';
COMMENT ON COLUMN alert.component IS 'Which number, such as systolic, where it is about a vital sign';
COMMENT ON COLUMN alert.direction IS 'high or low, where it is about a side of a limit';

ALTER TABLE dose
  ADD COLUMN late_count         bigint NOT NULL DEFAULT 0,
  ADD COLUMN uncertainty_amount double precision;
COMMENT ON COLUMN dose.late_count IS 'Samples that came later than the horizon and are not included';
COMMENT ON COLUMN dose.uncertainty_amount IS 'The uncertainty as an amount, in unit; null where no concentration is known';

-- One row is one statement: routes and predictions are restated with it, ten times a second for a running
-- pump, so they are in the row. The views below are for asking.
CREATE TABLE dose_total (
  session                    text COLLATE "C" NOT NULL,
  drug                       text             NOT NULL,
  revision                   bigint           NOT NULL,
  as_of                      timestamptz      NOT NULL,
  unit                       text,
  amount                     double precision,
  amount_per_kg              double precision,
  uncertainty_amount         double precision,
  planned_per_kg             double precision,
  planned_so_far_per_kg      double precision,
  started_time               timestamptz,
  rate_per_kg_per_hour       double precision,
  rate_ug_per_kg_per_minute  double precision,
  routes                     jsonb            NOT NULL,
  predictions                jsonb            NOT NULL,
  prediction_note            text,
  PRIMARY KEY (session, drug)
) WITH (fillfactor = 50);
COMMENT ON TABLE dose_total IS 'What each session has had of each drug, over pumps, charted doses and routes: the statement with the highest revision';
COMMENT ON COLUMN dose_total.session IS 'The session';
COMMENT ON COLUMN dose_total.drug IS 'The drug';
COMMENT ON COLUMN dose_total.revision IS 'Counts up with every statement; the highest holds';
COMMENT ON COLUMN dose_total.as_of IS 'The latest sample or charted dose included';
COMMENT ON COLUMN dose_total.unit IS 'mg, [IU] or meq; null where no amount is known';
COMMENT ON COLUMN dose_total.amount IS 'Amount over all routes, in unit; null where part of it is not known';
COMMENT ON COLUMN dose_total.amount_per_kg IS 'Amount per kg of the session''s weight in force; null where not known';
COMMENT ON COLUMN dose_total.uncertainty_amount IS 'What may have moved unseen, in unit; null where not known';
COMMENT ON COLUMN dose_total.planned_per_kg IS 'Planned cumulative dose in force, unit per kg; null without a plan for the drug';
COMMENT ON COLUMN dose_total.planned_so_far_per_kg IS 'What the plan would have given by as_of, unit per kg; null without a planned duration';
COMMENT ON COLUMN dose_total.started_time IS 'When delivery began; null before';
COMMENT ON COLUMN dose_total.rate_per_kg_per_hour IS 'Rate of all pumps now, unit per kg and hour; null where not known';
COMMENT ON COLUMN dose_total.rate_ug_per_kg_per_minute IS 'The same, ug per kg and minute; null where the unit is not mg';
COMMENT ON COLUMN dose_total.routes IS 'By route: [{route, charted, amount, amountPerKg}], in unit';
COMMENT ON COLUMN dose_total.predictions IS 'Predicted, never measured, default model first: [{model, plasmaNgPerMl, effectSiteNgPerMl}]';
COMMENT ON COLUMN dose_total.prediction_note IS 'What the prediction leaves out; null for nothing';

CREATE VIEW dose_by_route AS
  SELECT total.session, total.drug, total.as_of, part.route, part.charted, part.amount, total.unit,
    part."amountPerKg" AS amount_per_kg
  FROM dose_total total
  CROSS JOIN jsonb_to_recordset(total.routes)
    AS part (route text, charted boolean, amount float8, "amountPerKg" float8);
COMMENT ON VIEW dose_by_route IS 'What each session has had of each drug by each route, from pumps and charted apart';
CREATE VIEW dose_prediction AS
  SELECT total.session, total.drug, total.as_of, model.ordinality AS rank, model.item ->> 'model' AS model,
    (model.item ->> 'plasmaNgPerMl')::float8 AS plasma_ng_per_ml,
    (model.item ->> 'effectSiteNgPerMl')::float8 AS effect_site_ng_per_ml
  FROM dose_total total
  CROSS JOIN jsonb_array_elements(total.predictions) WITH ORDINALITY AS model (item, ordinality);
COMMENT ON VIEW dose_prediction IS 'Concentrations that models predict, never measured; rank 1 is the default model';

CREATE TABLE late_sample (
  session       text COLLATE "C" NOT NULL,
  device        text COLLATE "C" NOT NULL,
  device_time   timestamptz      NOT NULL,
  sequence      bigint           NOT NULL,
  kind          text             NOT NULL CHECK (kind IN ('pump', 'vitals')),
  received_time timestamptz      NOT NULL,
  latest_time   timestamptz,
  PRIMARY KEY (device, device_time, sequence, kind, session)
);
CREATE INDEX late_sample_by_session ON late_sample (session, device_time);
COMMENT ON TABLE late_sample IS 'Samples that came later than the horizon: they are in the raw tables and in no result of the session';
COMMENT ON COLUMN late_sample.session IS 'The session whose results leave it out';
COMMENT ON COLUMN late_sample.device IS 'The device';
COMMENT ON COLUMN late_sample.device_time IS 'When, by the device''s clock';
COMMENT ON COLUMN late_sample.sequence IS 'The device''s own count of its messages';
COMMENT ON COLUMN late_sample.kind IS 'pump or vitals: which raw table holds it';
COMMENT ON COLUMN late_sample.received_time IS 'When the bridge received it';
COMMENT ON COLUMN late_sample.latest_time IS 'The latest device time that the session''s results included then; null where the session was over';

-- The mark is looked up, not written into the raw row: that may land later than the mark, and compressed
-- chunks are not to be changed.
CREATE VIEW marked_pump_sample AS
  SELECT sample.*, EXISTS (SELECT FROM late_sample late
      WHERE late.device = sample.device AND late.device_time = sample.device_time
        AND late.sequence = sample.sequence AND late.kind = 'pump') AS late
  FROM pump_sample sample;
COMMENT ON VIEW marked_pump_sample IS 'Every pump sample, and whether it came too late for any result';
CREATE VIEW marked_vitals_sample AS
  SELECT sample.*, EXISTS (SELECT FROM late_sample late
      WHERE late.device = sample.device AND late.device_time = sample.device_time
        AND late.sequence = sample.sequence AND late.kind = 'vitals') AS late
  FROM vitals_sample sample;
COMMENT ON VIEW marked_vitals_sample IS 'Every vitals sample, and whether it came too late for any result';

-- Kinds of events are many and differ; each is kept whole as JSON, so that none loses a field, and the
-- columns hold what is asked for across kinds.
ALTER TABLE session_event
  DROP CONSTRAINT session_event_kind_check,
  ADD CONSTRAINT session_event_kind_check CHECK (kind IN
    ('opened', 'weight', 'device', 'limits', 'concentration', 'closed', 'screened', 'phase', 'plan',
     'charted-dose', 'observation', 'pressure-interval', 'withdrawn')),
  ADD COLUMN body      jsonb,
  ADD COLUMN withdrawn boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN session_event.body IS 'The event whole, fields named as in its record; null in rows that earlier releases landed, whose columns say all';
COMMENT ON COLUMN session_event.withdrawn IS 'Whether an event that itself stands takes it back; openings and bindings are never taken back';
COMMENT ON COLUMN session_event.effective_from IS 'From when it holds, or when it happened; for closed, when the session ended';
COMMENT ON COLUMN session_event.replaces IS 'weight: the event it corrects; device: the event it replaces; withdrawn: the event it takes back';
COMMENT ON COLUMN session_event.drug IS 'opened, concentration, plan, charted-dose: the drug';
COMMENT ON COLUMN session_event.route IS 'opened: IV, IM or IN; charted-dose: how it was given';
COMMENT ON COLUMN session_event.planned_dose_per_kg IS 'opened, plan: planned cumulative dose, planned_unit per kg';
COMMENT ON COLUMN session_event.planned_unit IS 'opened, plan: mg, [IU] or meq';
COMMENT ON COLUMN session_event.planned_duration_seconds IS 'opened, plan: planned duration, s';
CREATE INDEX session_event_withdrawal ON session_event (session) WHERE kind = 'withdrawn';

CREATE VIEW standing_session_event AS
  SELECT * FROM session_event WHERE NOT withdrawn;
COMMENT ON VIEW standing_session_event IS 'Events of sessions that were not taken back';

CREATE VIEW observation AS
  SELECT session, event_id, effective_from AS observed_time, body ->> 'kind' AS kind,
    (body ->> 'score')::float8 AS score, body ->> 'note' AS note, recorded_time, recorded_by
  FROM standing_session_event WHERE kind = 'observation';
COMMENT ON VIEW observation IS 'What people saw or asked: CADSS, MOAA_S, NAUSEA, DIZZINESS with a score, EVENT with a note; those taken back left out';

CREATE VIEW charted_dose AS
  SELECT session, event_id, effective_from AS given_time, drug, route,
    (body ->> 'amount')::float8 AS amount, body ->> 'unit' AS unit, recorded_time, recorded_by
  FROM standing_session_event WHERE kind = 'charted-dose';
COMMENT ON VIEW charted_dose IS 'Doses that no pump gave; those taken back left out';

ALTER TABLE session
  ADD COLUMN series                    text COLLATE "C",
  ADD COLUMN series_number             integer,
  ADD COLUMN phase                     text,
  ADD COLUMN phase_since               timestamptz,
  ADD COLUMN screened_time             timestamptz,
  ADD COLUMN eligible                  boolean,
  ADD COLUMN eligibility_flags         jsonb,
  ADD COLUMN pressure_interval_seconds bigint;
CREATE INDEX session_by_series ON session (series, series_number) WHERE series IS NOT NULL;
COMMENT ON COLUMN session.planned_dose_per_kg IS 'Planned cumulative dose by the latest plan, planned_unit per kg';
COMMENT ON COLUMN session.planned_duration_seconds IS 'Planned duration by the latest plan, s';
COMMENT ON COLUMN session.series IS 'The series it belongs to; null for none';
COMMENT ON COLUMN session.series_number IS 'Which session of the series, from 1';
COMMENT ON COLUMN session.phase IS 'The latest entered: SCREENING, PREPARATION, INFUSION, OBSERVATION, DISCHARGE or INTEGRATION';
COMMENT ON COLUMN session.phase_since IS 'When that was entered';
COMMENT ON COLUMN session.screened_time IS 'When the subject was last screened';
COMMENT ON COLUMN session.eligible IS 'Whether the session may go on, by that screening';
COMMENT ON COLUMN session.eligibility_flags IS 'What was looked at: [{code, passed}]';
COMMENT ON COLUMN session.pressure_interval_seconds IS 'Ordered time between pressures, by the latest order, s';

CREATE TABLE series_event (
  event_id       text COLLATE "C" PRIMARY KEY,
  series         text COLLATE "C" NOT NULL,
  recorded_time  timestamptz      NOT NULL,
  recorded_by    text             NOT NULL,
  kind           text             NOT NULL
    CHECK (kind IN ('opened', 'plan', 'dose-set', 'outcome', 'closed', 'withdrawn')),
  effective_from timestamptz,
  replaces       text COLLATE "C",
  body           jsonb            NOT NULL,
  withdrawn      boolean          NOT NULL DEFAULT false
);
CREATE INDEX series_event_by_series ON series_event (series, recorded_time);
CREATE INDEX series_event_withdrawal ON series_event (series) WHERE kind = 'withdrawn';
COMMENT ON TABLE series_event IS 'Everything decided and found about series of sessions; nothing is overwritten';
COMMENT ON COLUMN series_event.event_id IS 'The same event twice is one event';
COMMENT ON COLUMN series_event.series IS 'The series';
COMMENT ON COLUMN series_event.recorded_time IS 'When it was recorded; orders the events of one series';
COMMENT ON COLUMN series_event.recorded_by IS 'Who or what recorded it';
COMMENT ON COLUMN series_event.kind IS 'What happened';
COMMENT ON COLUMN series_event.effective_from IS 'outcome, closed: when it happened';
COMMENT ON COLUMN series_event.replaces IS 'withdrawn: the event it takes back';
COMMENT ON COLUMN series_event.body IS 'The event whole, fields named as in its record';
COMMENT ON COLUMN series_event.withdrawn IS 'Whether an event that itself stands takes it back; openings are never taken back';

CREATE VIEW standing_series_event AS
  SELECT * FROM series_event WHERE NOT withdrawn;
COMMENT ON VIEW standing_series_event IS 'Events of series that were not taken back';

CREATE TABLE series (
  series        text COLLATE "C" PRIMARY KEY,
  site          text             NOT NULL,
  subject       text             NOT NULL,
  drug          text             NOT NULL,
  route         text             NOT NULL,
  unit          text             NOT NULL,
  steps         jsonb            NOT NULL,
  doses_set     jsonb            NOT NULL,
  response_rule jsonb,
  opened_time   timestamptz      NOT NULL,
  closed_time   timestamptz,
  event_time    timestamptz      NOT NULL
);
CREATE INDEX series_by_subject ON series (subject);
COMMENT ON TABLE series IS 'Each opened series as its events make it; worked out again from series_event with every event';
COMMENT ON COLUMN series.series IS 'The series';
COMMENT ON COLUMN series.site IS 'The clinic';
COMMENT ON COLUMN series.subject IS 'A pseudonym; never a name or a record number';
COMMENT ON COLUMN series.drug IS 'The drug';
COMMENT ON COLUMN series.route IS 'IV, IM or IN';
COMMENT ON COLUMN series.unit IS 'mg, [IU] or meq; doses are in it per kg';
COMMENT ON COLUMN series.steps IS 'Planned sessions by the latest plan: [{number, dosePerKg, daysAfter}]';
COMMENT ON COLUMN series.doses_set IS 'Doses that people decided, the latest for each session: [{number, dosePerKg, reason}]';
COMMENT ON COLUMN series.response_rule IS 'How a dose follows the response; null where it does not';
COMMENT ON COLUMN series.opened_time IS 'When the opening was recorded';
COMMENT ON COLUMN series.closed_time IS 'When it ended; null while it lasts';
COMMENT ON COLUMN series.event_time IS 'When its latest event was recorded';

CREATE VIEW outcome AS
  SELECT DISTINCT ON (series, instrument, after_sessions, follow_up)
    series, body ->> 'instrument' AS instrument, (body ->> 'afterSessions')::integer AS after_sessions,
    coalesce((body ->> 'followUp')::boolean, false) AS follow_up, (body ->> 'score')::float8 AS score,
    effective_from AS scored_time, event_id, recorded_time, recorded_by
  FROM standing_series_event WHERE kind = 'outcome'
  ORDER BY series, instrument, after_sessions, follow_up, recorded_time DESC, event_id DESC;
COMMENT ON VIEW outcome IS 'Scores of questionnaires at points of a series, the latest recorded of each; after_sessions 0 is the baseline, follow_up a look back after the last session';
