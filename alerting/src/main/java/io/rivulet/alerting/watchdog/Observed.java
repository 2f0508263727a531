package io.rivulet.alerting.watchdog;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How something is now.
 *
 * @param condition what was looked at
 * @param illness what is wrong; empty where it is well
 */
public record Observed(Condition condition, Optional<Illness> illness) {
  private static final int LONGEST_GIST = 300;
  private static final int LONGEST_MORE = 500;

  /**
   * What is wrong.
   *
   * @param after how long it has to last before it is an alert
   * @param gist in words that stay the same while nothing new is to be told, 1 to 300 characters
   * @param more in words that may differ each time, up to 500 characters
   */
  public record Illness(Duration after, String gist, String more) {
    /** Refuses missing parts; cuts what is too long and takes line breaks out. */
    public Illness {
      Objects.requireNonNull(after, "after");
      gist = plain(gist, LONGEST_GIST);
      more = plain(more, LONGEST_MORE);
    }

    String detail() {
      return more.isEmpty() ? gist : gist + ": " + more;
    }

    private static String plain(String text, int most) {
      String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
      return line.length() > most ? line.substring(0, most - 1) + "…" : line;
    }
  }

  /** Refuses missing parts. */
  public Observed {
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(illness, "illness");
  }

  /** It is well. */
  public static Observed well(Condition condition) {
    return new Observed(condition, Optional.empty());
  }

  /** It is ill. */
  public static Observed ill(Condition condition, Duration after, String gist, String more) {
    return new Observed(condition, Optional.of(new Illness(after, gist, more)));
  }
}
