package io.rivulet.store.read;

import java.time.Instant;

/**
 * The latest value of one vital sign, as the monitor sent it, not judged.
 *
 * @param component heartRate, spo2, respiratoryRate or etco2
 * @param value in {@code unit}
 * @param unit the UCUM unit
 * @param time when, by the monitor's clock
 * @param device the monitor
 */
public record VitalRow(String component, double value, String unit, Instant time, String device) {}
