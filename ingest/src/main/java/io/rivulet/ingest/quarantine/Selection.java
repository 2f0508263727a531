package io.rivulet.ingest.quarantine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds what is meant in a snapshot. */
public final class Selection {
  private Selection() {}

  /**
   * The one thing whose id begins so.
   *
   * @throws AmbiguousIdException where several do
   * @throws QuarantineException where none does
   */
  public static Entry one(Snapshot snapshot, String prefix) {
    List<Entry> found = snapshot.withIdPrefix(prefix);
    if (found.isEmpty()) {
      throw new QuarantineException(
          ("no id in quarantine begins with \"%s\" and matches; what was refused is kept for the"
                  + " topic's retention, 30 days by default")
              .formatted(Printable.of(prefix)));
    }
    if (found.size() > 1) {
      throw new AmbiguousIdException(prefix, found);
    }
    return found.get(0);
  }

  /** What a request means: what it names, or all that can be redriven. */
  static List<Entry> of(Snapshot snapshot, RedriveRequest request) {
    if (snapshot.leftOut() > 0) {
      throw new QuarantineException(
          "nothing is redriven, because not all of the quarantine could be looked at: "
              + String.join("; ", snapshot.notes()));
    }
    if (request.ids().isEmpty()) {
      List<Entry> open =
          snapshot.entries().stream().filter(entry -> isDue(entry, request.again())).toList();
      return new Snapshot(open, 0, 0).newest(request.limit()).entries();
    }
    Map<String, Entry> named = new LinkedHashMap<>();
    for (String id : request.ids()) {
      Entry entry = one(snapshot, id);
      named.put(entry.id(), entry);
    }
    return List.copyOf(named.values());
  }

  private static boolean isDue(Entry entry, boolean again) {
    return entry.stage().equals(Entry.BRIDGE)
        && (entry.state() instanceof EntryState.Open
            || entry.state() instanceof EntryState.Redriven && again);
  }
}
