package io.rivulet.store.read;

/**
 * What the store holds of some devices. Every delivery of a device message that reached the store
 * is in exactly one of {@code pumpSamples}, {@code vitalsSamples}, {@code quarantined}, {@code
 * repeatsRemoved} and {@code setAside}; status messages are not counted.
 *
 * @param pumpSamples rows of pump samples
 * @param vitalsSamples rows of monitor samples
 * @param quarantined messages that the bridge refused, each counted once
 * @param repeatsRemoved further deliveries of a message that is already counted
 * @param setAside samples that could not become rows; table {@code unlandable} says why
 * @param rejectedReadings pressure readings that session rules refused and did not take back; their
 *     samples are counted above too
 */
public record LandedCounts(
    long pumpSamples,
    long vitalsSamples,
    long quarantined,
    long repeatsRemoved,
    long setAside,
    long rejectedReadings) {}
