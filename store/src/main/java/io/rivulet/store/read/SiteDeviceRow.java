package io.rivulet.store.read;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A device that a session could have, and the session that has it now.
 *
 * @param device the device
 * @param site the clinic it last reported from
 * @param model model name
 * @param online what its latest status said
 * @param batteryPercent battery charge, 0 to 100
 * @param lastReceived when the bridge last received anything of it; empty where it never did
 * @param silentSince where it has been silent
 * @param clockOffsetMicros its clock less receipt, microseconds; empty while not known
 * @param pump whether it has ever sent a pump's samples
 * @param monitor whether it has ever sent vital signs
 * @param session the session that has it, where one has
 * @param boundFrom since when
 */
public record SiteDeviceRow(
    String device,
    String site,
    Optional<String> model,
    Optional<Boolean> online,
    OptionalDouble batteryPercent,
    Optional<Instant> lastReceived,
    Optional<Instant> silentSince,
    Optional<Long> clockOffsetMicros,
    boolean pump,
    boolean monitor,
    Optional<String> session,
    Optional<Instant> boundFrom) {}
