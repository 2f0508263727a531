package io.rivulet.sessions.http;

import io.javalin.http.Handler;
import io.rivulet.sessions.form.Form;
import java.util.Optional;

/**
 * One thing the API answers.
 *
 * @param method GET or POST
 * @param path with its parameters in braces
 * @param summary what it does, in one sentence
 * @param form what is sent; empty where nothing is
 * @param handler answers it
 */
record Endpoint(String method, String path, String summary, Optional<Form> form, Handler handler) {
  /** Whether it records something. */
  boolean records() {
    return form.isPresent();
  }
}
