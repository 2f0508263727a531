package io.rivulet.schemas.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The short way to read a time gives what the formatter gives. */
class UtcTimeProperties {
  @Property
  void readsWhatTheFormatterReads(
      @ForAll @LongRange(min = 0, max = 253_402_300_799L) long seconds,
      @ForAll @IntRange(min = 0, max = 999_999_999) int nanos,
      @ForAll @IntRange(min = 0, max = 9) int digits) {
    String form = "uuuu-MM-dd'T'HH:mm:ss" + (digits > 0 ? "." + "S".repeat(digits) : "") + "'Z'";
    String text =
        DateTimeFormatter.ofPattern(form, Locale.ROOT)
            .format(Instant.ofEpochSecond(seconds, nanos).atOffset(ZoneOffset.UTC));

    assertThat(UtcTime.isPlain(text)).isTrue();
    assertThat(UtcTime.parse(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
  }

  @Example
  void leavesOtherFormsToTheFormatter() {
    assertThat(
            List.of(
                "2026-11-21T09:30:00+05:30",
                "2026-11-21T09:30Z",
                "2026-11-21T09:30:00.Z",
                "2026-11-21T09:30:00.1234567890Z",
                "2026-11-21t09:30:00Z",
                "+12026-11-21T09:30:00Z",
                "2026-11-21 09:30:00Z",
                "\u0662026-11-21T09:30:00Z",
                ""))
        .noneMatch(UtcTime::isPlain);
  }

  @Example
  void refusesADayOrTimeThatThereIsNot() {
    for (String text :
        List.of(
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01T00:00:60Z")) {
      assertThat(UtcTime.isPlain(text)).isTrue();
      assertThatThrownBy(() -> UtcTime.parse(text)).isInstanceOf(DateTimeException.class);
      assertThatThrownBy(() -> OffsetDateTime.parse(text)).isInstanceOf(DateTimeException.class);
    }
  }
}
