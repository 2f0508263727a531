package io.rivulet.store.read;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A device that a session has, with what bridges say of it.
 *
 * @param session the session
 * @param device the device
 * @param until when the binding ends; empty while it lasts
 * @param online what its latest status said; empty where it never sent one
 * @param lastReceived when a bridge last received anything of it; empty where none did
 * @param silentSince since when it has been silent, by receipt; empty where it is not
 * @param clockOffset its clock less the receipt clock, negative where it is behind; empty while not
 *     known
 * @param clockSpread how far the differences between the two clocks lay apart
 */
public record BoundDeviceRow(
    String session,
    String device,
    Optional<Instant> until,
    Optional<Boolean> online,
    Optional<Instant> lastReceived,
    Optional<Instant> silentSince,
    Optional<Duration> clockOffset,
    Optional<Duration> clockSpread) {}
