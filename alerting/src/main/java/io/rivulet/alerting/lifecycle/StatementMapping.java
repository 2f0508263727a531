package io.rivulet.alerting.lifecycle;

import io.rivulet.domain.alert.AlertKind;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.domain.alert.Measured;
import io.rivulet.schemas.record.AlertRecord;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Records of the topic as statements. */
public final class StatementMapping {
  private static final int LONGEST_QUOTED = 40;

  private StatementMapping() {}

  /**
   * The statement of a record. Texts that are too long are cut, and a measured value that is none
   * is left out: an alert is not lost over a word.
   *
   * @throws IllegalArgumentException with the reason, where the record has no id, or a priority or
   *     kind that is not known
   */
  public static Statement of(AlertRecord record) {
    return new Statement(
        record.getId(),
        record.getRevision(),
        cut(record.getCategory(), Statement.LONGEST_CATEGORY).orElse("UNKNOWN"),
        find("kind", record.getKind(), AlertKind.values(), AlertKind::code),
        find("priority", record.getPriority(), AlertPriority.values(), AlertPriority::code),
        record.getPresent() && !record.getWithdrawn(),
        record.getWithdrawn(),
        cut(record.getSuccessor(), Statement.LONGEST_ID),
        Objects.requireNonNull(record.getStart(), "start"),
        Optional.ofNullable(record.getEnd()),
        cut(record.getDetail(), Statement.LONGEST_DETAIL).orElse(record.getCategory()),
        subject(record),
        measured(record),
        Math.max(0, record.getFlaps()));
  }

  private static Subject subject(AlertRecord record) {
    return new Subject(
        cut(record.getSite(), Subject.LONGEST),
        cut(record.getSession(), Subject.LONGEST),
        cut(record.getDevice(), Subject.LONGEST),
        cut(record.getDrug(), Subject.LONGEST),
        cut(record.getSource(), Subject.LONGEST),
        cut(record.getComponent(), Subject.LONGEST),
        cut(record.getDirection(), Subject.LONGEST));
  }

  private static Optional<Measured> measured(AlertRecord record) {
    if (record.getMeasured() == null) {
      return Optional.empty();
    }
    try {
      OptionalDouble limit =
          record.getLimit() == null ? OptionalDouble.empty() : OptionalDouble.of(record.getLimit());
      Measured plain =
          new Measured(record.getMeasured(), limit, record.getUnit(), Optional.empty());
      return Optional.of(
          record.getProfile() == null || record.getProfileVersion() == null
              ? plain
              : plain.by(record.getProfile(), record.getProfileVersion()));
    } catch (IllegalArgumentException e) {
      // The detail still says it in words.
      return Optional.empty();
    }
  }

  private static Optional<String> cut(String text, int longest) {
    return Optional.ofNullable(text)
        .filter(some -> !some.isBlank())
        .map(some -> some.length() > longest ? some.substring(0, longest) : some);
  }

  private static <T> T find(String name, String text, T[] values, Function<T, String> code) {
    return Arrays.stream(values)
        .filter(value -> code.apply(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    name
                        + " '"
                        + cut(text, LONGEST_QUOTED).orElse("")
                        + "' is none of "
                        + Arrays.stream(values).map(code).toList()));
  }
}
