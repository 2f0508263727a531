package io.rivulet.alerting.template;

import java.util.Optional;

/**
 * A notification in words.
 *
 * @param title one line, up to 250 characters
 * @param text the whole, up to 32 Ki characters
 * @param html the whole in HTML, where the channel takes it
 */
public record Rendered(String title, String text, Optional<String> html) {}
