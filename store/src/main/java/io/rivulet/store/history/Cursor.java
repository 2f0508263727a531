package io.rivulet.store.history;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where reading stopped: the key of the last row. As text it is opaque and carries a hash over
 * itself, the question and the scope of whoever asks, so that one that was damaged, or belongs to
 * another question or somebody else, is refused. It grants nothing: its values are bound like any
 * other.
 *
 * @param values of the key columns; times in microseconds
 */
public record Cursor(List<String> values) {
  private static final int HASH_BYTES = 12;
  private static final int MAX_CHARACTERS = 2_000;
  private static final char SEPARATOR = '\u001f';

  /** Copies the values. */
  public Cursor {
    values = List.copyOf(values);
  }

  /** As a text for one question. */
  public String encode(String question) {
    byte[] content =
        String.join(Character.toString(SEPARATOR), values).getBytes(StandardCharsets.UTF_8);
    byte[] whole = Arrays.copyOf(hash(question, content), HASH_BYTES + content.length);
    System.arraycopy(content, 0, whole, HASH_BYTES, content.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  /**
   * Reads one.
   *
   * @param keys how many values it has to have
   * @throws IllegalArgumentException where it is not one of this question
   */
  public static Cursor decode(String question, int keys, String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw refused();
    }
    byte[] whole;
    try {
      whole = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw refused();
    }
    if (whole.length < HASH_BYTES) {
      throw refused();
    }
    byte[] content = Arrays.copyOfRange(whole, HASH_BYTES, whole.length);
    byte[] stated = Arrays.copyOf(whole, HASH_BYTES);
    if (!MessageDigest.isEqual(stated, hash(question, content))) {
      throw refused();
    }
    Cursor cursor = new Cursor(List.of(strict(content).split(Character.toString(SEPARATOR), -1)));
    if (cursor.values.size() != keys) {
      throw refused();
    }
    return cursor;
  }

  public static Instant time(String value) {
    long micros = whole(value);
    try {
      return Instant.ofEpochSecond(
          Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    } catch (DateTimeException e) {
      throw refused();
    }
  }

  public static long whole(String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw refused();
    }
  }

  private static String strict(byte[] content) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw refused();
    }
  }

  private static byte[] hash(String question, byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(question.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return Arrays.copyOf(digest.digest(content), HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static IllegalArgumentException refused() {
    return new IllegalArgumentException(
        "the cursor is not one of this question: take \"next\" or a row's \"cursor\" as it was given, with the same parameters, or ask without it");
  }
}
