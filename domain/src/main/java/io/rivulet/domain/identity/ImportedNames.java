package io.rivulet.domain.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of sessions and devices that were imported from a recording: nobody else may give such a
 * name to a session, so that it says by itself that nobody is treated now.
 */
public final class ImportedNames {
  private static final String PREFIX = "import-";
  private static final Pattern SESSION = Pattern.compile("import-[0-9a-f]{16}");

  private ImportedNames() {}

  /**
   * The session of a recording.
   *
   * @param content 16 hexadecimal digits of a hash over it
   */
  public static SessionId session(String content) {
    SessionId session = new SessionId(PREFIX + content);
    if (!isSession(session.value())) {
      throw new IllegalArgumentException(
          "\"" + content + "\" is not 16 hexadecimal digits in lower case");
    }
    return session;
  }

  /** What the names of a recording's devices begin with. */
  public static String devicePrefix(SessionId session) {
    return session.value() + "-";
  }

  /** Whether a session of this name was imported. */
  public static boolean isSession(String name) {
    return SESSION.matcher(name).matches();
  }

  /**
   * Whether something is of a recording only: of its session, and of its own devices where it is of
   * a device. What a live device sends never is, whatever it was bound to.
   */
  public static boolean cover(Optional<String> session, Optional<String> device) {
    return session.filter(ImportedNames::isSession).isPresent()
        && device.map(name -> name.startsWith(session.get() + "-")).orElse(true);
  }
}
