package io.rivulet.schemas.payload;

import java.util.Objects;

/**
 * A payload that is not taken. The message names the field, the value and what is accepted; it is
 * short, printable and safe to store whatever the payload held. There is no stack trace: refusing
 * is an ordinary outcome, and a broken device may cause it at full rate.
 */
public final class RefusedPayloadException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The longest message, in characters. */
  public static final int MAX_DETAIL_CHARACTERS = 400;

  private final RefusalReason reason;

  /**
   * A refusal.
   *
   * @param reason the code
   * @param detail what was wrong; cut to {@link #MAX_DETAIL_CHARACTERS}, unprintable characters
   *     replaced by '?'
   */
  public RefusedPayloadException(RefusalReason reason, String detail) {
    super(printable(detail), null, false, false);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /** The code that goes into the quarantine record. */
  public RefusalReason reason() {
    return reason;
  }

  private static String printable(String detail) {
    StringBuilder text = new StringBuilder(Math.min(detail.length(), MAX_DETAIL_CHARACTERS));
    for (int i = 0; i < detail.length() && i < MAX_DETAIL_CHARACTERS; i++) {
      char c = detail.charAt(i);
      // PostgreSQL takes no NUL in text, UTF-8 no lone surrogate, and logs no line breaks.
      text.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return text.toString();
  }
}
