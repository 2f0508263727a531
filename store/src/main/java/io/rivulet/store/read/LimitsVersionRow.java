package io.rivulet.store.read;

import java.time.Instant;

/**
 * One version of a limits profile as it landed.
 *
 * @param profile the profile's name
 * @param version counts up from 1
 * @param from holds from here on; the first also before
 */
public record LimitsVersionRow(String profile, int version, Instant from) {}
