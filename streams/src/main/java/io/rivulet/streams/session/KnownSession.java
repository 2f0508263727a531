package io.rivulet.streams.session;

import io.rivulet.domain.session.SessionPlan;
import io.rivulet.domain.version.Versions;
import io.rivulet.domain.vitals.LimitsVersion;

/**
 * What holds for a session, ready for use.
 *
 * @param plan from its events
 * @param limits from its events and the profiles that have arrived
 * @param settled whether it is long over and takes no more samples
 */
record KnownSession(SessionPlan plan, Versions<LimitsVersion> limits, boolean settled) {}
