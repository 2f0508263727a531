package io.rivulet.domain.session;

import io.rivulet.domain.identity.TopicLevel;

/**
 * One condition of eligibility that was looked at before a session.
 *
 * @param code a site's own, such as UNCONTROLLED_HYPERTENSION: 1 to 64 letters, digits, '.', '_',
 *     '-'
 * @param passed whether the subject passes it
 */
public record EligibilityFlag(String code, boolean passed) {
  /** Refuses a code that is none. */
  public EligibilityFlag {
    if (!TopicLevel.isLevel(code)) {
      throw new IllegalArgumentException(
          "eligibility flag \"" + code + "\" is not 1 to 64 of letters, digits, '.', '_', '-'");
    }
  }
}
