package io.rivulet.alerting.payload;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A POST, ready to be sent. Shows neither URL nor headers, because both may hold secrets.
 *
 * @param url where to
 * @param contentType of the body
 * @param headers further ones, in order
 * @param body the text, sent in UTF-8
 */
public record HttpMessage(URI url, String contentType, Map<String, String> headers, String body) {
  /** The header that carries the notification's id whatever the receiver is. */
  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  /** Refuses missing parts. */
  public HttpMessage {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(contentType, "contentType");
    Objects.requireNonNull(body, "body");
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** JSON with the notification's id in a header. */
  static HttpMessage json(URI url, String id, String body) {
    return new HttpMessage(url, "application/json", Map.of(IDEMPOTENCY_KEY, id), body);
  }

  /** The same with another header. */
  HttpMessage with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpMessage(url, contentType, more, body);
  }

  /** The body as it is sent. */
  public byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "HttpMessage[" + contentType + ", " + body.length() + " characters]";
  }
}
