package io.rivulet.console.backtest;

import java.time.Instant;

/**
 * A version of a limits profile.
 *
 * @param profile its name
 * @param version from 1
 * @param effectiveFrom since when it holds
 * @param content as JSON
 */
public record LimitsVersion(String profile, int version, Instant effectiveFrom, String content) {}
