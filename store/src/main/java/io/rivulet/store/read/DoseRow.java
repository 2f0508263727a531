package io.rivulet.store.read;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The latest statement of what one pump has delivered of one drug to one session. A drug given by
 * two pumps has two rows; the session's total is their sum.
 *
 * @param session the session
 * @param device the pump
 * @param drug the drug as named on the pump
 * @param revision of this statement; a higher one replaced it where there was one
 * @param asOf device time of the latest sample included
 * @param volumeMl counted volume, mL
 * @param amount delivered, in {@code unit}; empty where no concentration is known
 * @param unit mg, [IU] or meq; empty where the amount is
 * @param amountPerKg delivered per kg of the session's weight in force; empty where no weight is
 *     known
 * @param uncertaintyMl volume that may have moved unseen around counter resets and gaps, mL
 * @param estimatedMl part of the volume that is rate x time for want of a counter, mL
 * @param checkedCounterMl counter volume over the intervals that could be cross-checked, mL
 * @param checkedRateMl rate x time over the same intervals, mL
 * @param samples distinct samples included
 * @param duplicates repeats left out
 * @param resets falls of the counter
 * @param segments stretches of delivery at one rate and concentration
 * @param state of the pump in its latest sample, such as RUN
 * @param rateMlPerHour flow in the latest sample, mL/h
 * @param ratePerKgPerHour dose rate in the latest sample, {@code unit} per kg and hour
 */
public record DoseRow(
    String session,
    String device,
    String drug,
    long revision,
    Instant asOf,
    double volumeMl,
    OptionalDouble amount,
    Optional<String> unit,
    OptionalDouble amountPerKg,
    double uncertaintyMl,
    double estimatedMl,
    double checkedCounterMl,
    double checkedRateMl,
    long samples,
    long duplicates,
    int resets,
    int segments,
    String state,
    OptionalDouble rateMlPerHour,
    OptionalDouble ratePerKgPerHour) {}
