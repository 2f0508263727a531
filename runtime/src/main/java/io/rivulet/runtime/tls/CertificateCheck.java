package io.rivulet.runtime.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Looks at the certificates in a configuration's files before a broker does. */
public final class CertificateCheck {
  private static final Duration SOON = Duration.ofDays(14);

  private CertificateCheck() {}

  /**
   * What is off, in words: a certificate that has expired, is not valid yet or expires within 14
   * days. Empty where all is well; a file that cannot be read is left to the connection to name.
   */
  public static List<String> look(TlsConfig config, Instant now) {
    List<String> words = new ArrayList<>();
    config.ca().ifPresent(file -> words.addAll(look("mqtt.tls.ca", file, now)));
    config.certificate().ifPresent(file -> words.addAll(look("mqtt.tls.certificate", file, now)));
    return words;
  }

  private static List<String> look(String setting, Path file, Instant now) {
    List<String> words = new ArrayList<>();
    try {
      for (X509Certificate certificate : Pem.read(setting, file).certificates()) {
        String what =
            "%s: %s in %s".formatted(setting, certificate.getSubjectX500Principal(), file);
        Instant end = certificate.getNotAfter().toInstant();
        if (end.isBefore(now)) {
          words.add(what + " has expired on " + end);
        } else if (end.isBefore(now.plus(SOON))) {
          words.add(what + " expires on " + end);
        }
        if (certificate.getNotBefore().toInstant().isAfter(now)) {
          words.add(what + " is not valid before " + certificate.getNotBefore().toInstant());
        }
      }
    } catch (IOException namedByTheConnection) {
      return List.of();
    }
    return words;
  }
}
