package io.rivulet.store.read;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One pump or monitor, as last heard.
 *
 * @param device the device
 * @param site the clinic it last reported from
 * @param online what its latest status said; empty where it never sent one
 * @param model model name
 * @param firmware firmware version
 * @param batteryPercent battery charge, 0 to 100
 * @param lastReceived when the bridge last received anything of it
 * @param lastPumpSample device time of its latest pump sample; empty where it never sent one
 * @param lastVitalsSample device time of its latest vitals sample; empty where it never sent one
 */
public record DeviceRow(
    String device,
    String site,
    Optional<Boolean> online,
    Optional<String> model,
    Optional<String> firmware,
    OptionalDouble batteryPercent,
    Instant lastReceived,
    Optional<Instant> lastPumpSample,
    Optional<Instant> lastVitalsSample) {}
