package io.rivulet.console.http;

import io.rivulet.console.overview.Answer;
import io.rivulet.console.role.RoleStatus;
import java.time.Instant;
import java.util.List;

/**
 * What the API says where the store does not answer: with status 503, and as event {@code trouble}.
 *
 * @param error always {@code store_unavailable}
 * @param message what is wrong and what to look at
 * @param at when the store was asked
 * @param roles what runs nevertheless
 */
public record StoreTrouble(String error, String message, Instant at, List<RoleStatus> roles) {
  /** Says what the answer says. */
  public static StoreTrouble of(Answer.Unavailable answer) {
    return new StoreTrouble("store_unavailable", answer.message(), answer.at(), answer.roles());
  }
}
