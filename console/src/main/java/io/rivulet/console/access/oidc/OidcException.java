package io.rivulet.console.access.oidc;

/** Somebody could not be signed in by the provider. */
final class OidcException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why, as the sign-in page is told. */
  enum Code {
    /** The provider does not answer. */
    PROVIDER_AWAY,
    /** The provider, or the person, said no. */
    REFUSED,
    /** What came back is not what was asked for, or not from the provider. */
    NOT_GENUINE,
    /** It took too long, or was begun in another browser. */
    NOT_BEGUN_HERE,
    /** The name belongs to somebody else here. */
    NAME_TAKEN,
    /** The provider gives no name that could be one here. */
    NO_NAME,
    /** An administrator keeps them out. */
    KEPT_OUT;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  private final Code code;

  OidcException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  OidcException(Code code, String message) {
    this(code, message, null);
  }

  Code code() {
    return code;
  }
}
