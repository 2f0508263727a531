-- Samples by session, for whoever asks about the past: who had a device is resolved here once, as
-- attribution does it.

CREATE VIEW session_binding AS
  SELECT session.session, span.device, span.begin_time, span.end_time
  FROM session CROSS JOIN LATERAL (
    -- All bindings of its devices in the time in which it had them: another session's may end its own.
    WITH hull AS (
      SELECT own.device, min(own.effective_from) AS begins, max(coalesce(own.effective_to, 'infinity')) AS ends
      FROM session_event own WHERE own.session = session.session AND own.kind = 'device' GROUP BY own.device
    ), bound AS MATERIALIZED (
      SELECT bound.device, bound.session, bound.event_id, bound.recorded_time, bound.effective_from,
        coalesce(bound.effective_to, 'infinity') AS effective_to
      FROM hull JOIN session_event bound ON bound.device = hull.device AND bound.kind = 'device'
        AND bound.effective_from < hull.ends AND coalesce(bound.effective_to, 'infinity') > hull.begins
      WHERE NOT EXISTS (SELECT FROM session_event later
        WHERE later.session = bound.session AND later.kind = 'device' AND later.replaces = bound.event_id)
    ), edge AS (
      SELECT bound.device, bound.effective_from AS at FROM bound
      UNION SELECT bound.device, bound.effective_to FROM bound
    ), stretch AS (
      SELECT edge.device, edge.at AS begin_time,
        lead(edge.at) OVER (PARTITION BY edge.device ORDER BY edge.at) AS end_time
      FROM edge
    )
    SELECT stretch.device, stretch.begin_time, stretch.end_time
    FROM stretch CROSS JOIN LATERAL (
      SELECT bound.session FROM bound
      WHERE bound.device = stretch.device
        AND bound.effective_from <= stretch.begin_time AND bound.effective_to > stretch.begin_time
      ORDER BY bound.recorded_time DESC, bound.event_id DESC LIMIT 1) holder
    WHERE stretch.end_time IS NOT NULL AND holder.session = session.session) span;
COMMENT ON VIEW session_binding IS 'When which device served a session: begin inclusive, end exclusive, infinity while it lasts; of bindings that overlap, the one recorded latest holds. Ask by session';
COMMENT ON COLUMN session_binding.session IS 'The session';
COMMENT ON COLUMN session_binding.device IS 'The device';
COMMENT ON COLUMN session_binding.begin_time IS 'From when, inclusive';
COMMENT ON COLUMN session_binding.end_time IS 'Until when, exclusive; infinity while it lasts';

CREATE VIEW session_pump_sample AS
  SELECT span.session, sample.*
  FROM session_binding span
  JOIN pump_sample sample ON sample.device = span.device
    AND sample.device_time >= span.begin_time AND sample.device_time < span.end_time;
COMMENT ON VIEW session_pump_sample IS 'Pump samples with the session that the pump served at the sample''s own time. Ask by session';

CREATE VIEW session_vitals_sample AS
  SELECT span.session, sample.*
  FROM session_binding span
  JOIN vitals_sample sample ON sample.device = span.device
    AND sample.device_time >= span.begin_time AND sample.device_time < span.end_time;
COMMENT ON VIEW session_vitals_sample IS 'Vitals samples with the session that the monitor served at the sample''s own time. Ask by session';

CREATE INDEX session_by_time ON session ((coalesce(started_time, opened_time)), session);
