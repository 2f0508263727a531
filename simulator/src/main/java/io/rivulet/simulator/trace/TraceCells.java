package io.rivulet.simulator.trace;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/** The cells of one row, read strictly: what is not exactly a time or a number is refused. */
final class TraceCells {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");
  private static final int NAME_LENGTH_MAX = 128;

  private final String file;
  private final CSVRecord cells;
  private final long line;

  TraceCells(String file, CSVRecord cells) {
    this.file = file;
    this.cells = cells;
    this.line = cells.getParser().getCurrentLineNumber();
    if (!cells.isConsistent()) {
      throw new TraceFormatException(
          file,
          "line "
              + line
              + " has "
              + cells.size()
              + " cells where the header has "
              + cells.getParser().getHeaderNames().size());
    }
  }

  String text(String column) {
    return cells.get(column);
  }

  String name(String column) {
    String text = text(column);
    if (text.isBlank() || text.length() > NAME_LENGTH_MAX) {
      throw refuse(column, "1 to " + NAME_LENGTH_MAX + " characters");
    }
    return text;
  }

  Instant time(String column) {
    try {
      return LocalDateTime.parse(text(column), TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw refuse(column, "a time such as 2144-12-24 17:00:00");
    }
  }

  Optional<Instant> optionalTime(String column) {
    return text(column).isEmpty() ? Optional.empty() : Optional.of(time(column));
  }

  double number(String column) {
    String text = text(column);
    if (!NUMBER.matcher(text).matches() || !Double.isFinite(Double.parseDouble(text))) {
      throw refuse(column, "a number");
    }
    return Double.parseDouble(text);
  }

  double amount(String column, double max) {
    double value = number(column);
    if (value < 0 || value > max) {
      throw refuse(column, "a number from 0 to " + (long) max);
    }
    return value;
  }

  double within(String column, double max) {
    double value = number(column);
    if (Math.abs(value) > max) {
      throw refuse(column, "a number from -" + (long) max + " to " + (long) max);
    }
    return value;
  }

  double positive(String column) {
    double value = number(column);
    if (value <= 0) {
      throw refuse(column, "a number above 0");
    }
    return value;
  }

  OptionalDouble optionalPositive(String column) {
    return text(column).isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(positive(column));
  }

  TraceFormatException refuse(String column, String accepted) {
    return new TraceFormatException(file, line, column, text(column), accepted);
  }
}
