package io.rivulet.alerting.delivery;

import io.rivulet.runtime.tls.TlsContext;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Agrees on TLS with authorities read anew for each connection, so that renewed ones need no
 * restart.
 */
final class FreshTls implements TlsSocketStrategy {
  private final Optional<Path> ca;

  FreshTls(Optional<Path> ca) {
    this.ca = ca;
  }

  @Override
  public SSLSocket upgrade(
      Socket socket, String target, int port, Object attachment, HttpContext context)
      throws IOException {
    return new DefaultClientTlsStrategy(
            TlsContext.trusting("ca", ca), HostnameVerificationPolicy.BOTH, null)
        .upgrade(socket, target, port, attachment, context);
  }
}
