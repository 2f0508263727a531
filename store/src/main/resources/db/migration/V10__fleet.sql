-- What the fleet is sorted, filtered and judged by, in one row for each device, kept up by landing in the
-- transaction that lands what it follows from. Columns that change with every batch carry no index, so that
-- their updates stay in the page; a page of the list is one pass over the table.

ALTER TABLE device
  ALTER COLUMN last_received_time DROP NOT NULL,
  ADD COLUMN pump_state             text,
  ADD COLUMN messages_per_minute    double precision NOT NULL DEFAULT 0,
  ADD COLUMN clock_reference_time   timestamptz,
  ADD COLUMN clock_reference_micros bigint,
  ADD COLUMN clock_jumped_time      timestamptz,
  ADD COLUMN clock_jump_micros      bigint,
  ADD COLUMN clock_refused_time     timestamptz,
  ADD COLUMN refused_time           timestamptz,
  ADD COLUMN refused_count          bigint NOT NULL DEFAULT 0,
  ADD COLUMN alert_count            integer NOT NULL DEFAULT 0,
  ADD COLUMN alert_rank             smallint,
  ADD COLUMN session                text COLLATE "C",
  ADD COLUMN session_from           timestamptz,
  ADD COLUMN session_to             timestamptz;
COMMENT ON TABLE device IS 'Each device as last heard, and those that were bound, alerted of or refused and never heard; kept up by the sink';
COMMENT ON COLUMN device.site IS 'The clinic it last reported from; of one never heard, that of its session or topic, empty where there is none';
COMMENT ON COLUMN device.last_received_time IS 'When the bridge last received anything of it that was not refused; null where it never did';
COMMENT ON COLUMN device.pump_state IS 'What it was doing in its latest pump sample; null where it never sent one';
COMMENT ON COLUMN device.messages_per_minute IS 'Messages a minute at last_received_time, each weighing less the older it is: half after 83 s. At a later time t it is this times exp(-(t - last_received_time) / 120 s)';
COMMENT ON COLUMN device.clock_reference_time IS 'When the offset was stated that drift is measured from: after the last jump, at most 7 days ago';
COMMENT ON COLUMN device.clock_reference_micros IS 'That offset, microseconds';
COMMENT ON COLUMN device.clock_jumped_time IS 'When an offset was last stated that lay more than 5 s from the one stated before';
COMMENT ON COLUMN device.clock_jump_micros IS 'How far that jump went, microseconds, negative where it went back';
COMMENT ON COLUMN device.clock_refused_time IS 'When a message of it was last refused for its time';
COMMENT ON COLUMN device.refused_time IS 'When a message or reading of it was last refused';
COMMENT ON COLUMN device.refused_count IS 'Refused messages and readings of it that were neither withdrawn nor admitted after all';
COMMENT ON COLUMN device.alert_count IS 'Alerts of it that stand: present, or latched in a session that is not over';
COMMENT ON COLUMN device.alert_rank IS 'The gravest of these: 1 high, 2 medium, 3 low; null for none';
COMMENT ON COLUMN device.session IS 'The session that is not over and has it by the binding recorded last; null for none';
COMMENT ON COLUMN device.session_from IS 'From when that session has it';
COMMENT ON COLUMN device.session_to IS 'Until when, exclusive; null while it lasts';

-- A message that could not be read names no device, its MQTT topic still does; only what may be a name counts.
ALTER TABLE quarantine
  ADD COLUMN about_device text COLLATE "C" GENERATED ALWAYS AS (coalesce(
    substring(device from '^[A-Za-z0-9._-]{1,64}$'),
    substring(origin from '^rivulet/v1/[A-Za-z0-9._-]{1,64}/([A-Za-z0-9._-]{1,64})/'))) STORED,
  ADD COLUMN about_site text COLLATE "C" GENERATED ALWAYS AS (
    substring(origin from '^rivulet/v1/([A-Za-z0-9._-]{1,64})/')) STORED;
COMMENT ON COLUMN quarantine.about_device IS 'The device, or where it is not known the one that the MQTT topic names';
COMMENT ON COLUMN quarantine.about_site IS 'The clinic that the MQTT topic names; null for a reading refused by rules';
CREATE INDEX quarantine_by_about ON quarantine (about_device, received_time, id) WHERE about_device IS NOT NULL;

CREATE INDEX alert_by_device ON alert (device, start_time) WHERE device IS NOT NULL;
CREATE INDEX alert_standing_by_device ON alert (device)
  WHERE (present OR signal = 'latched') AND NOT withdrawn AND device IS NOT NULL;

-- Worked out again whole, so that neither order nor repetition of what lands matters.
CREATE FUNCTION restate_devices(names text[]) RETURNS void
  LANGUAGE sql SET search_path = rivulet, pg_temp AS $function$
  UPDATE device SET
    (session, session_from, session_to, alert_count, alert_rank, site)
    = (bound.session, bound.effective_from, bound.effective_to, coalesce(alarms.standing, 0), alarms.gravest,
      CASE WHEN device.last_received_time IS NULL THEN coalesce(bound.site, nullif(device.site, ''), alarms.site, '')
        ELSE device.site END)
  FROM (SELECT DISTINCT name COLLATE "C" AS device FROM unnest(names) AS t (name)) wanted
  LEFT JOIN LATERAL (
    SELECT latest.session, latest.effective_from, latest.effective_to, session.site
    FROM (
      -- Bindings of sessions that are over stay for good; the last to begin are enough to find one that is not.
      SELECT * FROM session_event held
      WHERE held.device = wanted.device AND held.kind = 'device' AND NOT held.withdrawn
      ORDER BY held.effective_from DESC LIMIT 64) latest
    JOIN session ON session.session = latest.session AND session.closed_time IS NULL
    WHERE latest.effective_to IS DISTINCT FROM latest.effective_from
      AND NOT EXISTS (SELECT FROM session_event later WHERE later.session = latest.session
        AND later.kind = 'device' AND later.replaces = latest.event_id AND NOT later.withdrawn)
    ORDER BY latest.recorded_time DESC, latest.event_id DESC LIMIT 1) bound ON true
  LEFT JOIN LATERAL (
    SELECT count(*)::integer AS standing,
      min(CASE alert.priority WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END)::smallint AS gravest,
      max(alert.site) AS site
    FROM alert LEFT JOIN session ON session.session = alert.session
    WHERE alert.device = wanted.device AND (alert.present OR alert.signal = 'latched') AND NOT alert.withdrawn
      AND (alert.present OR session.session IS NOT NULL) AND session.closed_time IS NULL) alarms ON true
  WHERE device.device = wanted.device
$function$;
COMMENT ON FUNCTION restate_devices IS 'Works out anew which session each of these devices serves and which alerts of it stand';

-- What earlier releases landed.
INSERT INTO device (device, site)
  SELECT known.device, coalesce(max(known.site), '') FROM (
    SELECT bound.device, session.site FROM session_event bound JOIN session USING (session)
      WHERE bound.kind = 'device' AND bound.device IS NOT NULL
    UNION ALL SELECT about_device, about_site FROM quarantine WHERE about_device IS NOT NULL
    UNION ALL SELECT device, site FROM alert WHERE device IS NOT NULL) known
  GROUP BY known.device ON CONFLICT (device) DO NOTHING;
UPDATE device SET (refused_count, refused_time, clock_refused_time) = (told.standing, told.latest, told.clock)
  FROM (SELECT about_device, count(*) FILTER (WHERE NOT withdrawn AND redriven_time IS NULL) AS standing,
      max(received_time) AS latest, max(received_time) FILTER (WHERE reason IN ('TIME_AHEAD', 'TIME_BEHIND')) AS clock
    FROM quarantine WHERE about_device IS NOT NULL GROUP BY about_device) told
  WHERE told.about_device = device.device;
UPDATE device SET clock_reference_time = clock_stated_time, clock_reference_micros = clock_offset_micros
  WHERE clock_offset_micros IS NOT NULL;
SELECT restate_devices((SELECT array_agg(device) FROM device));
