package io.rivulet.console.access.oidc;

import java.util.List;
import java.util.Optional;

/**
 * What a provider says of somebody.
 *
 * @param subject what it calls them, for ever
 * @param name what they would be called here
 * @param label what people read
 * @param values of the claim that says what they are
 */
record Vouched(String subject, Optional<String> name, Optional<String> label, List<String> values) {
  Vouched {
    values = List.copyOf(values);
  }
}
