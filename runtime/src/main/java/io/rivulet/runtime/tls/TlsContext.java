package io.rivulet.runtime.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Makes the JDK's TLS objects from a {@link TlsConfig}, reading its files anew each time. */
public final class TlsContext {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final char[] IN_MEMORY = {};

  private TlsContext() {}

  /**
   * A context that trusts and presents what is configured.
   *
   * @throws IOException naming the setting and the file that cannot be used, and why
   */
  public static SSLContext of(TlsConfig config) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(config), trust(config), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up with " + config + ": " + e.getMessage(), e);
    }
  }

  /**
   * A context that trusts these authorities and presents nothing.
   *
   * @param setting what names the file, for messages
   * @param ca PEM file of the authorities; empty for the JVM's own
   * @throws IOException naming the setting and the file that cannot be used, and why
   */
  public static SSLContext trusting(String setting, Optional<Path> ca) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, ca.isEmpty() ? null : trust(Pem.read(setting, ca.get())), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  /**
   * The parameters with TLS 1.2 and 1.3 only and, unless that is turned off, the demand that the
   * certificate be for the host that was asked for.
   */
  public static SSLParameters parameters(TlsConfig config, SSLParameters parameters) {
    parameters.setProtocols(PROTOCOLS.clone());
    if (config.verifyHostname()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    return parameters;
  }

  /** This client's certificate and those between it and the authority. */
  static List<X509Certificate> chain(Path file) throws IOException {
    return Pem.read("mqtt.tls.certificate", file).certificates();
  }

  private static TrustManager[] trust(TlsConfig config)
      throws GeneralSecurityException, IOException {
    return config.ca().isEmpty() ? null : trust(Pem.read("mqtt.tls.ca", config.ca().get()));
  }

  private static TrustManager[] trust(Pem authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    int number = 0;
    for (X509Certificate authority : authorities.certificates()) {
      store.setCertificateEntry("ca-" + number++, authority);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager[] keys(TlsConfig config) throws GeneralSecurityException, IOException {
    Optional<Path> certificate = config.certificate();
    if (certificate.isEmpty()) {
      return null;
    }
    List<X509Certificate> chain = chain(certificate.get());
    Path keyFile = config.key().orElseThrow();
    PrivateKey key = Pem.read("mqtt.tls.key", keyFile).privateKey(config.keyPassword());
    if (!belongTogether(key, chain.get(0))) {
      throw new IOException(
          "mqtt.tls.key = \"%s\" is not the key of the first certificate in mqtt.tls.certificate = \"%s\""
              .formatted(keyFile, certificate.get()));
    }
    KeyStore store = emptyStore();
    store.setKeyEntry("client", key, IN_MEMORY, chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, IN_MEMORY);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, IN_MEMORY);
    return store;
  }

  /** Otherwise the broker would only say that it was given no certificate, or a bad one. */
  private static boolean belongTogether(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
      return false;
    }
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case "EdDSA" -> "EdDSA";
          default -> "";
        };
    if (algorithm.isEmpty()) {
      return true;
    }
    byte[] probe = {1, 2, 3};
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(probe);
    byte[] signature = signer.sign();
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(certificate.getPublicKey());
    verifier.update(probe);
    return verifier.verify(signature);
  }
}
