-- Two clinics, north and south, with a session each. What a researcher must not see begins with identity; every raw
-- time lies on 2 March 2026.
INSERT INTO rivulet.session (session, site, subject, drug, route, planned_dose_per_kg, planned_unit,
    opened_time, started_time, closed_time, event_time, series, series_number, eligibility_flags)
  SELECT 'identity-s-' || site, 'identity-' || site, 'identity-p-' || site, 'Ketamine', 'IV', 0.5, 'mg', at,
    at + '5 min', at + '1 h', at + '1 h', 'identity-series-' || site, 1, '[{"code": "identity", "passed": true}]'
  FROM (VALUES ('north'), ('south')) c (site), (VALUES (timestamptz '2026-03-02 09:00Z')) t (at);
INSERT INTO rivulet.series (series, site, subject, drug, route, unit, steps, doses_set, opened_time, event_time)
  SELECT 'identity-series-' || site, 'identity-' || site, 'identity-p-' || site, 'Ketamine', 'IV', 'mg', '[]',
    '[{"number": 1, "dosePerKg": 0.5, "reason": "identity"}]', at, at
  FROM (VALUES ('north'), ('south')) c (site), (VALUES (timestamptz '2026-03-02 08:00Z')) t (at);
INSERT INTO rivulet.series_event (event_id, series, recorded_time, recorded_by, kind, effective_from, body)
  SELECT 'identity-o-' || site, 'identity-series-' || site, at, 'identity', 'outcome', at,
    '{"instrument": "PHQ-9", "afterSessions": 0, "score": 18, "note": "identity"}'
  FROM (VALUES ('north'), ('south')) c (site), (VALUES (timestamptz '2026-03-02 08:30Z')) t (at);
INSERT INTO rivulet.session_event
    (event_id, session, recorded_time, recorded_by, kind, effective_from, effective_to, device, weight_kg, drug,
     route, body)
  SELECT 'identity-' || kind || n || '-' || site, 'identity-s-' || site, at, 'identity', kind, at, at + '1 h',
    CASE WHEN kind = 'device' THEN 'identity-' || CASE n WHEN 1 THEN 'pump-' ELSE 'monitor-' END || site END,
    CASE WHEN kind = 'weight' THEN 70.0 END, CASE WHEN kind = 'charted-dose' THEN 'Ketamine' END,
    CASE WHEN kind = 'charted-dose' THEN 'IM' END,
    '{"kind": "EVENT", "score": 2, "note": "identity", "amount": 10, "unit": "mg"}'
  FROM (VALUES ('north'), ('south')) c (site), (VALUES (timestamptz '2026-03-02 09:00Z')) t (at),
    (VALUES ('device', 1), ('device', 2), ('weight', 1), ('observation', 1), ('charted-dose', 1)) k (kind, n);
INSERT INTO rivulet.pump_sample (device, device_time, sequence, site, received_time, drug, state,
    rate_ml_per_hour, delivered_nl, concentration_per_ml, concentration_unit, alarms, original, mqtt_duplicate)
  SELECT 'identity-pump-' || site, at + n * interval '1 s', 770000 + n, 'identity-' || site, at + '1 day', 'Ketamine',
    'RUN', 5.25, n * 1458, 10, 'mg', ARRAY['BATTERY'], '[{"field": "identity"}]', false
  FROM (VALUES ('north'), ('south')) c (site), (VALUES (timestamptz '2026-03-02 09:10Z')) t (at),
    generate_series(0, 99) n;
INSERT INTO rivulet.vitals_sample (device, device_time, sequence, site, received_time, nibp_systolic,
    nibp_diastolic, original, mqtt_duplicate)
  SELECT 'identity-monitor-' || site, at + n * interval '1 min', 880000 + n, 'identity-' || site, at, 120 + n, 80,
    '[{"field": "identity"}]', false
  FROM (VALUES ('north'), ('south')) c (site), (VALUES (timestamptz '2026-03-02 09:10Z')) t (at),
    generate_series(0, 19) n;
INSERT INTO rivulet.dose (session, device, drug, revision, as_of, volume_nl, amount, unit, amount_per_kg,
    uncertainty_nl, estimated_nl, checked_counter_nl, checked_rate_nl, sample_count, duplicate_count,
    reset_count, segment_count, state)
  SELECT 'identity-s-' || site, 'identity-pump-' || site, 'Ketamine', 990001, at, 3500000, 35, 'mg', 0.5,
    0, 0, 0, 0, 100, 0, 0, 1, 'RUN'
  FROM (VALUES ('north'), ('south')) c (site), (VALUES (timestamptz '2026-03-02 09:50Z')) t (at);
INSERT INTO rivulet.dose_history (session, device, drug, revision, as_of, volume_nl)
  SELECT 'identity-s-' || site, 'identity-pump-' || site, 'Ketamine', 1, at, 3500000
  FROM (VALUES ('north'), ('south')) c (site), (VALUES (timestamptz '2026-03-02 09:50Z')) t (at);
INSERT INTO rivulet.pressure_tally (session, source, revision, reading_count, rejected_count,
    unconfirmed_count, duplicate_count, not_evaluable_count, not_evaluable_reason)
  SELECT 'identity-s-' || site, 'NIBP', 990001, 20, 0, 1, 0, 0, 'identity'
  FROM (VALUES ('north'), ('south')) c (site);
INSERT INTO rivulet.dose_total (session, drug, revision, as_of, unit, amount, amount_per_kg, started_time,
    routes, predictions)
  SELECT 'identity-s-' || site, 'Ketamine', 990001, at, 'mg', 35, 0.5, at, '[]', '[]'
  FROM (VALUES ('north'), ('south')) c (site), (VALUES (timestamptz '2026-03-02 09:50Z')) t (at);
INSERT INTO rivulet.excursion (id, session, source, component, direction, severity, start_time, end_time,
    peak, reading_count, revision, withdrawn, profile, profile_version, limit_value)
  SELECT 'identity-x-' || site, 'identity-s-' || site, 'NIBP', 'systolic', 'high', 'warning', at,
    at + '5 min', 171, 3, 990001, false, 'identity-limits', 1, 160
  FROM (VALUES ('north'), ('south')) c (site), (VALUES (timestamptz '2026-03-02 09:30Z')) t (at);
INSERT INTO rivulet.alert (id, session, device, kind, category, priority, present, revision, start_time,
    detail, withdrawn, site, profile)
  SELECT 'identity-a-' || site, 'identity-s-' || site, 'identity-monitor-' || site, 'physiological',
    'PRESSURE_EXCURSION', 'medium', true, 990001, at, 'identity: call Dr. identity', false,
    'identity-' || site, 'identity-limits'
  FROM (VALUES ('north'), ('south')) c (site), (VALUES (timestamptz '2026-03-02 09:30Z')) t (at);
