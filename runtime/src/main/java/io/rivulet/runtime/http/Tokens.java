package io.rivulet.runtime.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may use an API. Only hashes are configured; a token is 32 random bytes, so that a plain
 * SHA-256 cannot be searched. Where none is configured, nobody may.
 */
public final class Tokens {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern ACTED_FOR = Pattern.compile("[A-Za-z0-9._@+-]{1,64}");
  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");
  private static final int MAX_CHARACTERS = 512;

  /**
   * Somebody whose token is known.
   *
   * @param name what is kept as who did something
   * @param mayRecord false for those that only look
   * @param mayActForOthers whether it may name somebody else for whom it acts
   */
  public record Bearer(String name, boolean mayRecord, boolean mayActForOthers) {
    /** Somebody who acts for nobody else. */
    public Bearer(String name, boolean mayRecord) {
      this(name, mayRecord, false);
    }

    /**
     * The same, acting for somebody: what is kept names both, such as {@code ada via console}.
     *
     * @param other who asked, as whoever holds the token says
     * @throws IllegalArgumentException where that is no name
     */
    public Bearer actingFor(String other) {
      if (!ACTED_FOR.matcher(other).matches()) {
        throw new IllegalArgumentException(
            "the name of whom it is done for is not 1 to 64 of letters, digits, '.', '_', '@', '+', '-'");
      }
      return new Bearer(other + " via " + name, mayRecord, mayActForOthers);
    }
  }

  private record Known(Bearer bearer, byte[] hash) {}

  private final String setting;
  private final List<Known> known;

  private Tokens(String setting, List<Known> known) {
    this.setting = setting;
    this.known = known;
  }

  /**
   * Reads {@code name:sha256} pairs separated by commas, with {@code :read} after those that only
   * look and {@code :acts-for} after those that record what somebody else asked of them.
   *
   * @param setting the name of the setting that the text is from, for messages
   * @throws IllegalArgumentException naming what cannot be read, never a hash
   */
  public static Tokens parse(String setting, String text) {
    List<Known> known = new ArrayList<>();
    if (!text.isBlank()) {
      for (String entry : text.split(",", -1)) {
        known.add(entry(setting, entry.strip()));
      }
    }
    if (known.stream().map(one -> one.bearer().name()).distinct().count() < known.size()) {
      throw new IllegalArgumentException(setting + " has a name twice");
    }
    return new Tokens(setting, List.copyOf(known));
  }

  private static Known entry(String setting, String entry) {
    String[] parts = entry.split(":", -1);
    String right = parts.length == 3 ? parts[2] : "";
    boolean known = parts.length == 2 || right.equals("read") || right.equals("acts-for");
    if (!NAME.matcher(parts[0]).matches()) {
      throw new IllegalArgumentException(
          setting + " has a name that is not 1 to 64 of letters, digits, '.', '_', '-'");
    }
    if (!known || !HASH.matcher(parts[1]).matches()) {
      throw new IllegalArgumentException(
          setting
              + ": "
              + parts[0]
              + " is not name:hash, name:hash:read or name:hash:acts-for with 64 hexadecimal digits");
    }
    return new Known(
        new Bearer(parts[0], !right.equals("read"), right.equals("acts-for")),
        HexFormat.of().parseHex(parts[1]));
  }

  /** The name of the setting they are from. */
  public String setting() {
    return setting;
  }

  /** How many there are. */
  public int size() {
    return known.size();
  }

  /** Whose token an Authorization header holds. It takes as long for one as for another. */
  public Optional<Bearer> bearer(String authorization) {
    if (authorization == null
        || authorization.length() > MAX_CHARACTERS
        || !authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
      return Optional.empty();
    }
    byte[] hash = hash(authorization.substring("bearer ".length()).strip());
    Optional<Bearer> found = Optional.empty();
    for (Known one : known) {
      if (MessageDigest.isEqual(one.hash(), hash)) {
        found = Optional.of(one.bearer());
      }
    }
    return found;
  }

  /** What is configured for a token. */
  public static String hashOf(String token) {
    return HexFormat.of().formatHex(hash(token));
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
