package io.rivulet.store.read;

import java.time.Instant;

/**
 * A version of a limits profile with what it says.
 *
 * @param profile the profile's name
 * @param version counts up from 1
 * @param from from when it holds; the first also before
 * @param content the profile, a JSON object
 */
public record LimitsContentRow(String profile, int version, Instant from, String content) {}
