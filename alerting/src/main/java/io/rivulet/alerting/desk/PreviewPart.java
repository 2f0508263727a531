package io.rivulet.alerting.desk;

/**
 * A part of what a channel would be sent.
 *
 * @param name such as subject, text, html or body
 * @param text as it would be sent
 */
public record PreviewPart(String name, String text) {}
