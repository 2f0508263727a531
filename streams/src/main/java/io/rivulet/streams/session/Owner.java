package io.rivulet.streams.session;

/** Names under which stores keep what belongs to a session; no name holds a zero character. */
final class Owner {
  private static final char END = '\0';

  private Owner() {}

  /** Everything of a session begins so. */
  static String of(String session) {
    return session + END;
  }

  /** One thing of a session. */
  static String of(String session, String part) {
    return session + END + part + END;
  }

  /** The session of a name. */
  static String session(String owner) {
    return owner.substring(0, owner.indexOf(END));
  }

  /** The thing of a name. */
  static String part(String owner) {
    return owner.substring(owner.indexOf(END) + 1, owner.length() - 1);
  }
}
