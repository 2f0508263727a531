package io.rivulet.store.history;

/** How rows of a session are selected; columns as in {@link SessionShapes}. */
final class SessionSql {
  static final String PUMP =
      """
      SELECT session::text AS session, device::text AS device, device_time, sequence, received_time,
        drug::text AS drug, state::text AS state, rate_ml_per_hour AS rate, delivered_nl AS delivered,
        concentration_per_ml, concentration_unit::text AS concentration_unit,
        programmed_weight_kg AS programmed_weight, array_to_string(alarms, ' ') AS alarms
      FROM {schema}.session_pump_sample WHERE session = {session}""";

  static final String VITALS =
      """
      SELECT session::text AS session, device::text AS device, device_time, sequence, received_time,
        nibp_systolic, nibp_diastolic, nibp_mean, art_systolic, art_diastolic, art_mean,
        heart_rate_per_minute AS heart_rate, spo2_percent AS spo2,
        respiratory_rate_per_minute AS respiratory_rate, etco2_mmhg AS etco2
      FROM {schema}.session_vitals_sample WHERE session = {session}""";

  static final String DOSES =
      """
      SELECT session::text AS session, device::text AS device, drug::text AS drug, revision, as_of,
        volume_nl AS volume, amount, unit::text AS unit, amount_per_kg, rate_ml_per_hour AS rate,
        rate_per_kg_per_hour AS rate_per_kg
      FROM {schema}.dose_history WHERE session = {session}""";

  static final String EXCURSIONS =
      """
      SELECT id::text AS id, session::text AS session, source::text AS source,
        component::text AS component, direction::text AS direction, severity::text AS severity,
        start_time, end_time, peak, limit_value, baseline, unit::text AS unit,
        reading_count::bigint AS reading_count, profile::text AS profile,
        profile_version::bigint AS profile_version
      FROM {schema}.excursion WHERE session = {session} AND NOT withdrawn""";

  static final String ALERTS =
      """
      SELECT id::text AS id, session::text AS session, device::text AS device, site::text AS site,
        kind::text AS kind, category::text AS category, priority::text AS priority, present,
        signal::text AS signal, start_time, end_time, measured, limit_value, unit::text AS unit,
        flap_count::bigint AS flap_count, profile::text AS profile,
        profile_version::bigint AS profile_version, withdrawn
      FROM {schema}.alert WHERE session = {session}""";

  static final String OBSERVATIONS =
      """
      SELECT event_id::text AS id, session::text AS session, observed_time, kind::text AS kind, score,
        note::text AS note
      FROM {schema}.observation WHERE session = {session}""";

  static final String OUTCOMES =
      """
      SELECT scored.event_id::text AS id, session.session::text AS session,
        scored.series::text AS series, scored.instrument::text AS instrument,
        scored.after_sessions::bigint AS after_sessions, scored.follow_up, scored.score,
        scored.scored_time
      FROM {schema}.session session
      JOIN {schema}.outcome scored ON scored.series = session.series
        AND scored.after_sessions = session.series_number
      WHERE session.session = {session}""";

  private SessionSql() {}
}
