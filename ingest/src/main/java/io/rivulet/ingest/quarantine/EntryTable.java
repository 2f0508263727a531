package io.rivulet.ingest.quarantine;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Entries as a table for people, the newest last: one line each, cut to the terminal's width. */
public final class EntryTable {
  /** Ids are shown as short as tells them apart, and not shorter than this. */
  public static final int MIN_ID_CHARACTERS = 8;

  private static final int MAX_NAME_CHARACTERS = 24;
  private static final String CUT = "..";

  private final int widthCharacters;

  /**
   * A table.
   *
   * @param widthCharacters where lines are cut, or 0 for not at all
   */
  public EntryTable(int widthCharacters) {
    this.widthCharacters = widthCharacters;
  }

  /** The lines, with a heading; none where there are no entries. */
  public List<String> lines(List<Entry> entries) {
    if (entries.isEmpty()) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("ID", "RECEIVED", "TIMES", "DEVICE", "REASON", "STATE", "DETAIL"));
    int idCharacters = idCharacters(entries);
    entries.forEach(entry -> rows.add(row(entry, idCharacters)));
    int[] widths = new int[rows.get(0).size() - 1];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> cut(line(row, widths), widthCharacters)).toList();
  }

  private static List<String> row(Entry entry, int idCharacters) {
    return List.of(
        Printable.of(cut(entry.id(), idCharacters, "")),
        entry.lastReceived().truncatedTo(ChronoUnit.SECONDS).toString(),
        Long.toString(entry.deliveries()),
        Printable.of(cut(entry.device().orElse("-"), MAX_NAME_CHARACTERS)),
        Printable.of(cut(entry.reason(), MAX_NAME_CHARACTERS)),
        entry.state().word(),
        Printable.of(detail(entry)));
  }

  private static String detail(Entry entry) {
    if (entry.state() instanceof EntryState.Redriven redriven) {
      return "%s by %s to %s%s; was: %s"
          .formatted(
              redriven.time().truncatedTo(ChronoUnit.SECONDS),
              redriven.by(),
              redriven.to(),
              redriven.corrected() ? ", corrected" : "",
              entry.detail());
    }
    // Without a device the topic is what tells where it came from.
    return entry.device().isPresent() ? entry.detail() : entry.origin() + ": " + entry.detail();
  }

  private static int idCharacters(List<Entry> entries) {
    int longest = entries.stream().mapToInt(entry -> entry.id().length()).max().orElse(0);
    for (int characters = MIN_ID_CHARACTERS; characters < longest; characters++) {
      Set<String> seen = new HashSet<>();
      int length = characters;
      if (entries.stream().allMatch(entry -> seen.add(cut(entry.id(), length, "")))) {
        return characters;
      }
    }
    return Math.max(longest, MIN_ID_CHARACTERS);
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(String.format(Locale.ROOT, "%-" + widths[i] + "s  ", row.get(i)));
    }
    return line.append(row.get(widths.length)).toString();
  }

  private static String cut(String text, int characters) {
    return characters == 0 ? text : cut(text, characters, CUT);
  }

  private static String cut(String text, int characters, String sign) {
    return text.length() <= characters
        ? text
        : text.substring(0, Math.max(0, characters - sign.length())) + sign;
  }
}
