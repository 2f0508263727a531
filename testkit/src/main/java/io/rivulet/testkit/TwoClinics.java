package io.rivulet.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Rows of two clinics for tests of who sees what: whatever identifies begins with {@link #SECRET},
 * and every raw time lies on {@link #RAW_DAY}.
 */
public final class TwoClinics {
  /** What every name and free text begins with. */
  public static final String SECRET = "identity";

  /** The day of every time. */
  public static final String RAW_DAY = "2026-03-02";

  private TwoClinics() {}

  /** Fills a database that was migrated. */
  public static String sql() {
    try (InputStream file = TwoClinics.class.getResourceAsStream("two-clinics.sql")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
