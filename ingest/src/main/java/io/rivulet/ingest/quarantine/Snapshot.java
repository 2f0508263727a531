package io.rivulet.ingest.quarantine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was asked for of the quarantine, as it stood when reading began.
 *
 * @param entries those that were last received first come first
 * @param leftOut things that did not fit; where it is not 0, the entries are the newest ones
 * @param unreadable records that no reader understands
 */
public record Snapshot(List<Entry> entries, long leftOut, long unreadable) {
  /** Keeps its own list. */
  public Snapshot {
    entries = List.copyOf(entries);
  }

  /** The entries whose id begins so. */
  public List<Entry> withIdPrefix(String prefix) {
    return entries.stream().filter(entry -> entry.id().startsWith(prefix)).toList();
  }

  /** The newest of the entries, at most this many. */
  public Snapshot newest(int limit) {
    int from = Math.max(0, entries.size() - limit);
    return new Snapshot(entries.subList(from, entries.size()), leftOut, unreadable);
  }

  /** One line: how many, by reason and by state. */
  public String summary() {
    long deliveries = entries.stream().mapToLong(Entry::deliveries).sum();
    return entries.isEmpty()
        ? "nothing in quarantine matches"
        : "%d in quarantine, delivered %d times: %s; %s"
            .formatted(
                entries.size(),
                deliveries,
                counted(entries, Entry::reason),
                counted(entries, entry -> entry.state().word()));
  }

  private static String counted(
      List<Entry> entries, java.util.function.Function<Entry, String> by) {
    Map<String, Long> counts =
        entries.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }

  /** What a reader has to know beside the entries; empty where there is nothing. */
  public List<String> notes() {
    List<String> notes = new java.util.ArrayList<>();
    if (leftOut > 0) {
      notes.add(
          leftOut
              + " that were received earlier are left out, and deliveries may be counted short:"
              + " narrow it with --reason, --device, --site or --until");
    }
    if (unreadable > 0) {
      notes.add(unreadable + " records could not be read and are not counted");
    }
    return List.copyOf(notes);
  }
}
