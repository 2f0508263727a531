package io.rivulet.alerting.delivery;

import io.rivulet.runtime.tls.TlsConfig;
import io.rivulet.runtime.tls.TlsContext;
import io.rivulet.testkit.PrivateAuthority;
import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** TLS of a server that a test runs. */
final class TestTls {
  private TestTls() {}

  static SSLContext context(PrivateAuthority.Identity identity) throws IOException {
    return TlsContext.of(
        new TlsConfig(
            Optional.empty(),
            Optional.of(identity.certificate()),
            Optional.of(identity.key()),
            Optional.empty(),
            true));
  }
}
