package io.rivulet.console.access.token;

import io.rivulet.console.access.Caller;
import io.rivulet.console.access.Grant;
import io.rivulet.runtime.http.Tokens;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tokens of machines, from the configuration: {@code name:sha256:role[@site][+role[@site]...]},
 * separated by commas. Only hashes are configured; a token is 32 random bytes, so that a plain
 * SHA-256 cannot be searched.
 */
public final class MachineTokens {
  /** None. */
  public static final MachineTokens NONE = new MachineTokens(List.of());

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

  private record Known(Caller caller, byte[] hash) {}

  private final List<Known> known;

  private MachineTokens(List<Known> known) {
    this.known = List.copyOf(known);
  }

  /**
   * Reads them.
   *
   * @param setting the name of the setting that the text is from, for messages
   * @throws IllegalArgumentException naming what cannot be read, never a hash
   */
  public static MachineTokens parse(String setting, String text) {
    List<Known> known = new ArrayList<>();
    if (!text.isBlank()) {
      for (String entry : text.split(",", -1)) {
        known.add(entry(setting, entry.strip()));
      }
    }
    if (known.stream().map(one -> one.caller().name()).distinct().count() < known.size()) {
      throw new IllegalArgumentException(setting + " has a name twice");
    }
    return new MachineTokens(known);
  }

  private static Known entry(String setting, String entry) {
    String[] parts = entry.split(":", -1);
    if (!NAME.matcher(parts[0]).matches()) {
      throw new IllegalArgumentException(
          setting + " has a name that is not 1 to 64 of letters, digits, '.', '_', '-'");
    }
    if (parts.length != 3 || !HASH.matcher(parts[1]).matches()) {
      throw new IllegalArgumentException(
          setting
              + ": "
              + parts[0]
              + " is not name:hash:roles with 64 hexadecimal digits and roles such as"
              + " researcher@north+engineer");
    }
    try {
      Caller caller =
          new Caller(parts[0], parts[0], Grant.parseAll(parts[2]), Optional.of("console.tokens"));
      return new Known(caller, HexFormat.of().parseHex(parts[1]));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(setting + ": " + parts[0] + ": " + e.getMessage(), e);
    }
  }

  /** How many there are. */
  public int size() {
    return known.size();
  }

  /** Whose token it is. It takes as long for one as for another. */
  public Optional<Caller> find(String token) {
    byte[] hash = HexFormat.of().parseHex(Tokens.hashOf(token));
    Optional<Caller> found = Optional.empty();
    for (Known one : known) {
      if (MessageDigest.isEqual(one.hash(), hash)) {
        found = Optional.of(one.caller());
      }
    }
    return found;
  }
}
