package io.rivulet.runtime.tls;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says why TLS did not come about in words that name the setting to look at. */
public final class TlsFailure {
  private static final Set<String> ABOUT_THE_CLIENT =
      Set.of(
          "certificate_required",
          "bad_certificate",
          "certificate_unknown",
          "certificate_expired",
          "unknown_ca",
          "handshake_failure",
          "access_denied");

  private static final String ALERT = "fatal alert: ";

  private TlsFailure() {}

  /**
   * A handshake that failed, in words.
   *
   * @param host the host that was asked for
   */
  public static IOException ofHandshake(TlsConfig config, String host, IOException failure) {
    return new SSLException(words(config, host, failure), failure);
  }

  /**
   * A connection that the broker ends after the handshake, in words where they are known: of TLS
   * 1.3, that is where it refuses a client's certificate.
   */
  public static IOException afterwards(TlsConfig config, IOException failure) {
    String said = String.valueOf(failure.getMessage());
    return said.contains(ALERT) ? new SSLException(refusal(config, said), failure) : failure;
  }

  private static String words(TlsConfig config, String host, IOException failure) {
    if (has(failure, CertificateExpiredException.class)) {
      return "the broker's certificate, or one that signed it, has expired: renew it there ("
          + innermost(failure)
          + ")";
    }
    if (has(failure, CertificateNotYetValidException.class)) {
      return "the broker's certificate is not valid yet: compare the clocks ("
          + innermost(failure)
          + ")";
    }
    if (has(failure, CertPathBuilderException.class)
        || has(failure, CertPathValidatorException.class)) {
      return "the broker's certificate is not signed by any of %s: %s"
          .formatted(config.trusted(), innermost(failure));
    }
    String said = String.valueOf(failure.getMessage());
    if (said.contains("No subject alternative") || said.contains("No name matching")) {
      return "the broker's certificate is not for \"%s\" (%s): use a name it is for in mqtt.uri, or have one made for this name"
          .formatted(host, said);
    }
    if (said.contains(ALERT)) {
      return refusal(config, said);
    }
    if (said.contains("Unsupported or unrecognized SSL message")
        || has(failure, EOFException.class)
        || has(failure, SocketException.class)) {
      return hungUp(config, said);
    }
    return "no TLS connection: " + said;
  }

  private static String hungUp(TlsConfig config, String said) {
    return "the broker hung up on the TLS handshake (%s): does it speak TLS on this port%s?"
        .formatted(
            said,
            config
                .certificate()
                .map(file -> ", and take the client certificate in " + file)
                .orElse(""));
  }

  private static String refusal(TlsConfig config, String said) {
    String alert = said.substring(said.indexOf(ALERT) + ALERT.length());
    if (!ABOUT_THE_CLIENT.contains(alert)) {
      return "the broker ends the TLS connection with \"" + alert + "\"";
    }
    return config
        .certificate()
        .map(
            file ->
                "the broker does not take the client certificate in %s (mqtt.tls.certificate): \"%s\""
                    .formatted(file, alert))
        .orElse(
            "the broker ends the TLS connection with \"%s\": it may ask for a client certificate, and mqtt.tls.certificate and mqtt.tls.key are not set"
                .formatted(alert));
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
    return causes(failure).anyMatch(kind::isInstance);
  }

  private static String innermost(Throwable failure) {
    return String.valueOf(
        causes(failure).reduce((outer, inner) -> inner).orElse(failure).getMessage());
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
