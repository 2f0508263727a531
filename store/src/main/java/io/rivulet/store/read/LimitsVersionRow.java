package io.rivulet.store.read;

import java.time.Instant;

/**
 * A version of a limits profile.
 *
 * @param profile the profile's name
 * @param version counts up from 1
 * @param from from when it holds; the first also before
 * @param content the profile, a JSON object
 */
public record LimitsVersionRow(String profile, int version, Instant from, String content) {}
