package io.rivulet.store.fleet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Which devices are meant. Of each set any may hold, an empty one asks nothing; all sets have to.
 *
 * @param states what they are doing
 * @param sites where they are
 * @param models what they are; an empty text means those that never said
 * @param firmwares what they run; the same
 * @param clocks what is known of their clocks
 * @param needs why somebody should look at them
 * @param words each has to be part of device, model, firmware or session, whatever the case of a to
 *     z
 */
public record FleetFilter(
    Set<DeviceState> states,
    Set<String> sites,
    Set<String> models,
    Set<String> firmwares,
    Set<ClockVerdict> clocks,
    Set<Need> needs,
    List<String> words) {
  /** Every device. */
  public static final FleetFilter ALL =
      new FleetFilter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), List.of());

  private static final int MAX_VALUES = 100;
  private static final int MAX_WORDS = 8;
  private static final int MAX_CHARACTERS = 200;

  /** Refuses more, and longer, than anybody means. */
  public FleetFilter {
    states = Set.copyOf(states);
    sites = bounded("site", sites);
    models = bounded("model", models);
    firmwares = bounded("firmware", firmwares);
    clocks = Set.copyOf(clocks);
    needs = Set.copyOf(needs);
    words = List.copyOf(words);
    if (words.size() > MAX_WORDS) {
      throw new IllegalArgumentException(
          "the search has %d words; it takes %d at most".formatted(words.size(), MAX_WORDS));
    }
    words.forEach(word -> text("search", word));
  }

  /** The words of what somebody typed. */
  public static List<String> words(String search) {
    text("search", search);
    return Arrays.stream(search.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  private static Set<String> bounded(String name, Set<String> values) {
    if (values.size() > MAX_VALUES) {
      throw new IllegalArgumentException(
          "%s is there %d times; %d are taken".formatted(name, values.size(), MAX_VALUES));
    }
    values.forEach(value -> text(name, value));
    return Set.copyOf(values);
  }

  private static void text(String name, String value) {
    if (value.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "%s has %d characters; %d are taken".formatted(name, value.length(), MAX_CHARACTERS));
    }
    // PostgreSQL takes neither a text with NUL nor half a surrogate pair.
    if (value.chars().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))) {
      throw new IllegalArgumentException(name + " has a character that no name has");
    }
  }

  /** The same question as the same text. */
  String canonical() {
    List<String> parts = new ArrayList<>();
    for (Set<?> set : List.of(states, sites, models, firmwares, clocks, needs)) {
      parts.add(set.stream().map(Object::toString).sorted().toList().toString());
    }
    parts.add(words.toString());
    return String.join("|", parts);
  }
}
