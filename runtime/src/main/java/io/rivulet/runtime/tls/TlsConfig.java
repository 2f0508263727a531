package io.rivulet.runtime.tls;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How a TLS client decides whom to trust and shows who it is. Names files only; they are read anew
 * for each connection, so renewed certificates need no restart. Prints without the password.
 *
 * @param ca PEM file of the certificate authorities to trust; empty for the JVM's own
 * @param certificate PEM file of this client's certificate, followed by those between it and the
 *     authority; empty where the other side asks for none
 * @param key PEM file of the certificate's private key (PKCS#8); with the certificate or not at all
 * @param keyPassword what the key is encrypted with, where it is
 * @param verifyHostname whether the certificate must be for the host that was asked for; only a
 *     private authority that signs for one host makes it safe to turn off
 */
public record TlsConfig(
    Optional<Path> ca,
    Optional<Path> certificate,
    Optional<Path> key,
    Optional<String> keyPassword,
    boolean verifyHostname) {
  /** The JVM's authorities, no certificate of its own, host names verified. */
  public static final TlsConfig DEFAULT =
      new TlsConfig(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);

  /** Refuses half of what a client certificate takes. */
  public TlsConfig {
    Objects.requireNonNull(ca, "ca");
    Objects.requireNonNull(keyPassword, "keyPassword");
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException(
          certificate
              .map(
                  file ->
                      "mqtt.tls.certificate = \"%s\": give its private key, mqtt.tls.key, too"
                          .formatted(file))
              .orElseGet(
                  () ->
                      "mqtt.tls.key = \"%s\": give its certificate, mqtt.tls.certificate, too"
                          .formatted(key.orElseThrow())));
    }
  }

  /**
   * The settings of the MQTT connection.
   *
   * @throws IllegalArgumentException naming the key and what is accepted
   */
  public static TlsConfig from(Settings settings) {
    return new TlsConfig(
        settings.find(Catalogue.MQTT_TLS_CA).map(Path::of),
        settings.find(Catalogue.MQTT_TLS_CERTIFICATE).map(Path::of),
        settings.find(Catalogue.MQTT_TLS_KEY).map(Path::of),
        settings.find(Catalogue.MQTT_TLS_KEY_PASSWORD),
        settings.get(Catalogue.MQTT_TLS_VERIFY_HOSTNAME));
  }

  /** Whom is trusted, for messages. */
  String trusted() {
    return ca.map(file -> "the authorities in " + file + " (mqtt.tls.ca)")
        .orElse("the JVM's own authorities (mqtt.tls.ca is not set)");
  }

  @Override
  public String toString() {
    return "TlsConfig[ca=%s, certificate=%s, key=%s, verifyHostname=%s]"
        .formatted(ca, certificate, key, verifyHostname);
  }
}
