package io.rivulet.console.http;

/**
 * Why a request was not answered.
 *
 * @param error a code that programs can compare, such as {@code not_found}
 * @param message the same for people, with the way out
 */
public record ApiError(String error, String message) {}
