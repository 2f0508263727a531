package io.rivulet.alerting.payload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as Standard Webhooks 1.0 has it: {@code v1,base64(HMAC-SHA256("{id}.{timestamp}.{body}"))}.
 */
final class WebhookSignature {
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int LEAST_BYTES = 16;

  private WebhookSignature() {}

  /**
   * Signs.
   *
   * @param secret base64, with or without {@code whsec_} before it
   * @param name of the secret, for messages
   * @throws IOException naming the secret that cannot be used
   */
  static String sign(String secret, String name, String id, long timestampSeconds, String body)
      throws IOException {
    byte[] key = key(secret.strip(), name);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      byte[] signature =
          mac.doFinal((id + "." + timestampSeconds + "." + body).getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IOException("nothing can be signed with " + ALGORITHM, e);
    }
  }

  private static byte[] key(String secret, String name) throws IOException {
    String base64 = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
    byte[] key;
    try {
      key = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // The decoder's message would repeat a part of the secret.
      throw new IOException(
          "the signing secret " + name + " is not base64, with or without whsec_");
    }
    if (key.length < LEAST_BYTES) {
      throw new IOException(
          "the signing secret %s has %d bytes; at least %d, better 24 to 64"
              .formatted(name, key.length, LEAST_BYTES));
    }
    return key;
  }
}
