package io.rivulet.alerting.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * What an HTTP receiver answered.
 *
 * @param status its code
 * @param retryAfter the header, where it is there
 * @param location where it redirects to, where it does
 * @param body its beginning
 */
record HttpAnswer(int status, Optional<String> retryAfter, Optional<String> location, String body) {
  private static final int LONGEST_SHOWN = 1_000;

  /** What that means for the notification. */
  Outcome outcome(Instant now) {
    if (status >= 200 && status < 300) {
      return new Outcome.Taken("HTTP " + status);
    }
    if (status == 410) {
      return new Outcome.Unwanted(words("the receiver is gone"));
    }
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      Optional<Instant> notBefore =
          retryAfter.flatMap(value -> RetryAfter.parse(value, now)).filter(now::isBefore);
      return new Outcome.Failed(
          words("the receiver does not take it now"), notBefore, Outcome.Scope.CHANNEL);
    }
    if (status >= 300 && status < 400) {
      return new Outcome.Refused(
          words(
              "the receiver redirects"
                  + location.map(to -> " to " + shown(to)).orElse("")
                  + ", which is never followed: configure where it is"));
    }
    return new Outcome.Refused(words("the receiver refuses it"));
  }

  private String words(String what) {
    return "HTTP " + status + ": " + what + (body.isBlank() ? "" : ". It says: " + shown(body));
  }

  private static String shown(String text) {
    String plain = text.strip().replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ");
    return plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN) + "…";
  }
}
