package io.rivulet.console.fleet;

import io.javalin.http.Context;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.MalformedBodyException;
import io.rivulet.store.fleet.ClockVerdict;
import io.rivulet.store.fleet.DeviceState;
import io.rivulet.store.fleet.FleetFilter;
import io.rivulet.store.fleet.FleetQuery;
import io.rivulet.store.fleet.FleetSort;
import io.rivulet.store.fleet.Need;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands behind the question mark. */
final class FleetParameters {
  static final List<Field> FILTER =
      List.of(
          text("search", "words that each are part of device, model, firmware or session"),
          text("state", "silent, never-heard, idle, running; may be there several times"),
          text("site", "a clinic; may be there several times"),
          text("model", "a model, empty for none; may be there several times"),
          text("firmware", "a firmware, empty for none; may be there several times"),
          text(
              "clock",
              "refused, off, jumped, drifting, unsteady, unknown, honest; may be there several times"),
          text(
              "need",
              "silent-in-session, clock, refusing, battery, firmware, or any; may be there several times"));
  static final List<Field> LIST = list();
  static final List<Field> HISTORY =
      List.of(Field.optional("days", Field.Kind.WHOLE, "how far back, 1 to 90; 7"));
  static final List<Field> REFUSED =
      List.of(
          text("after", "the cursor \"next\" of the page before"),
          Field.optional("limit", Field.Kind.WHOLE, "at most so many, 1 to 100; 20"));

  private static final int USUAL_LIMIT = 100;
  private static final int USUAL_DAYS = 7;
  private static final int MAX_DAYS = 90;
  private static final String ANY = "any";

  private final Context context;

  FleetParameters(Context context) {
    this.context = context;
  }

  private static List<Field> list() {
    List<Field> all = new ArrayList<>(FILTER);
    all.add(text("sort", FleetSort.words() + "; device"));
    all.add(text("order", "asc or desc; asc"));
    all.add(text("after", "the cursor \"next\" of the page before, of the same question"));
    all.add(Field.optional("skip", Field.Kind.WHOLE, "leaves out so many behind it; 0"));
    all.add(Field.optional("limit", Field.Kind.WHOLE, "at most so many, 1 to 1000; 100"));
    all.add(text("devices", "these and no others, up to 200 names with commas between them"));
    all.add(text("format", "json or csv; csv is the whole list, whatever limit says"));
    all.add(text("columns", "csv: which, with commas between them: " + FleetCsv.words()));
    return List.copyOf(all);
  }

  private static Field text(String name, String doc) {
    return Field.optional(name, Field.Kind.TEXT, doc);
  }

  FleetFilter filter() {
    return new FleetFilter(
        words("state", DeviceState.values(), DeviceState::word),
        texts("site"),
        texts("model"),
        texts("firmware"),
        words("clock", ClockVerdict.values(), ClockVerdict::word),
        needs(),
        one("search").map(FleetFilter::words).orElse(List.of()));
  }

  FleetQuery query() {
    String sort = one("sort").orElse("device");
    FleetSort by =
        FleetSort.named(sort)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "sort \"%s\" is not one of %s".formatted(shown(sort), FleetSort.words())));
    String order = one("order").orElse("asc");
    if (!order.equals("asc") && !order.equals("desc")) {
      throw new IllegalArgumentException("order \"" + shown(order) + "\" is not asc or desc");
    }
    return new FleetQuery(
        filter(),
        by,
        order.equals("desc"),
        after(),
        whole("skip", 0, FleetQuery.MAX_SKIP).orElse(0),
        limit(FleetQuery.MAX_LIMIT, USUAL_LIMIT));
  }

  Optional<List<String>> names() {
    return one("devices").map(text -> List.of(text.split(",")));
  }

  Optional<String> after() {
    return one("after");
  }

  int limit(int most, int usual) {
    return whole("limit", 1, most).orElse(usual);
  }

  Duration span() {
    return Duration.ofDays(whole("days", 1, MAX_DAYS).orElse(USUAL_DAYS));
  }

  boolean asCsv() {
    String format = one("format").orElse("json");
    if (!format.equals("json") && !format.equals("csv")) {
      throw new IllegalArgumentException("format \"" + shown(format) + "\" is not json or csv");
    }
    return format.equals("csv");
  }

  List<String> columns() {
    return one("columns").map(text -> List.of(text.split(","))).orElse(List.of());
  }

  private Set<Need> needs() {
    List<String> asked = context.queryParams("need");
    if (asked.contains(ANY)) {
      return Set.of(Need.values());
    }
    return words("need", Need.values(), Need::word);
  }

  private <T> Set<T> words(String name, T[] values, Function<T, String> word) {
    Set<T> found = new HashSet<>();
    for (String text : context.queryParams(name)) {
      found.add(
          Arrays.stream(values)
              .filter(value -> word.apply(value).equals(text))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "%s \"%s\" is not one of %s"
                              .formatted(
                                  name,
                                  shown(text),
                                  Stream.of(values).map(word).collect(Collectors.joining(", "))))));
    }
    return Collections.unmodifiableSet(found);
  }

  private Set<String> texts(String name) {
    return Set.copyOf(context.queryParams(name));
  }

  private Optional<Integer> whole(String name, int least, int most) {
    return one(name)
        .map(
            text -> {
              try {
                int value = Integer.parseInt(text);
                if (value >= least && value <= most) {
                  return value;
                }
              } catch (NumberFormatException e) {
                // Said below, like one that is too large.
              }
              throw new IllegalArgumentException(
                  "%s \"%s\" is not a whole number from %d to %d"
                      .formatted(name, shown(text), least, most));
            });
  }

  private Optional<String> one(String name) {
    List<String> values = context.queryParams(name);
    if (values.size() > 1) {
      throw new MalformedBodyException(name + " is there more than once");
    }
    return values.stream().filter(value -> !value.isEmpty()).findFirst();
  }

  private static String shown(String value) {
    String safe = value.replaceAll("\\p{Cntrl}", "?").toLowerCase(Locale.ROOT);
    return safe.length() <= 40 ? safe : safe.substring(0, 40).concat("...");
  }
}
