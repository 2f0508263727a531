package io.rivulet.alerting.delivery;

import io.rivulet.alerting.channel.RefusedAddressException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** Says why a receiver was not reached in words that lead to what has to be done. */
public final class NetworkFailure {
  private static final int DEEPEST = 20;

  private NetworkFailure() {}

  /** In words, in one line. */
  public static String words(Throwable failure) {
    Optional<String> refused = message(failure, RefusedAddressException.class);
    if (refused.isPresent()) {
      return "nothing is sent there: " + refused.get();
    }
    if (has(failure, UnknownHostException.class)) {
      return "the receiver's name is not known: " + innermost(failure);
    }
    if (has(failure, ConnectTimeoutException.class)) {
      return "the receiver could not be connected to in time: " + innermost(failure);
    }
    if (has(failure, CertificateExpiredException.class)) {
      return "the receiver's certificate, or one that signed it, has expired: "
          + innermost(failure);
    }
    if (has(failure, CertificateNotYetValidException.class)) {
      return "the receiver's certificate is not valid yet: " + innermost(failure);
    }
    if (has(failure, CertPathBuilderException.class)
        || has(failure, CertPathValidatorException.class)) {
      return "the receiver's certificate is not signed by an authority that is trusted; name its own with 'ca': "
          + innermost(failure);
    }
    if (has(failure, SSLPeerUnverifiedException.class)
        || has(failure, CertificateException.class)) {
      return "the receiver's certificate is not for its name: " + innermost(failure);
    }
    if (has(failure, SSLException.class)) {
      return "TLS with the receiver failed: " + innermost(failure);
    }
    if (has(failure, SocketTimeoutException.class)) {
      return "the receiver did not answer in time: " + innermost(failure);
    }
    if (has(failure, ConnectException.class) || has(failure, NoRouteToHostException.class)) {
      return "the receiver could not be connected to: " + innermost(failure);
    }
    return "the connection to the receiver broke: " + innermost(failure);
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
    return causes(failure).anyMatch(kind::isInstance);
  }

  private static Optional<String> message(Throwable failure, Class<? extends Throwable> kind) {
    return causes(failure).filter(kind::isInstance).map(Throwable::getMessage).findFirst();
  }

  private static String innermost(Throwable failure) {
    Throwable last = causes(failure).reduce((outer, inner) -> inner).orElse(failure);
    return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(DEEPEST);
  }
}
