package io.rivulet.store.read;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Reads which device served which session when. */
final class BindingReads {
  /** All bindings of the devices that any of the sessions had: another session's may end theirs. */
  private static final String OF_DEVICES =
      """
      SELECT event_id, session, device, recorded_time, effective_from, effective_to
      FROM rivulet.session_event bound
      WHERE kind = 'device'
        AND device IN (SELECT device FROM rivulet.session_event
          WHERE kind = 'device' AND session = ANY (?))
        AND NOT EXISTS (SELECT FROM rivulet.session_event later
          WHERE later.session = bound.session AND later.kind = 'device'
            AND later.replaces = bound.event_id)
      """;

  private BindingReads() {}

  /** Stretches in which a device served one of these sessions, by device, then time. */
  static List<BindingSpan> spans(Snapshot snapshot, String[] sessions) throws SQLException {
    Set<String> wanted = Set.of(sessions);
    List<BindingSpan.Recorded> bindings =
        snapshot.rows(
            OF_DEVICES,
            row ->
                new BindingSpan.Recorded(
                    row.text("event_id"),
                    row.instant("recorded_time"),
                    new BindingSpan(
                        row.text("session"),
                        row.text("device"),
                        row.instant("effective_from"),
                        row.optionalInstant("effective_to"))),
            (Object) sessions);
    return bindings.stream()
        .collect(groupingBy(binding -> binding.span().device(), TreeMap::new, toList()))
        .values()
        .stream()
        .flatMap(ofDevice -> BindingSpan.resolve(ofDevice).stream())
        .filter(span -> wanted.contains(span.session()))
        .toList();
  }
}
