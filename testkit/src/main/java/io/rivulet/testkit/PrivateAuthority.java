package io.rivulet.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate authority of a test's own, made with the JDK's keytool. Nothing of it is kept
 * beyond its directory.
 */
public final class PrivateAuthority {
  private static final String PASSWORD = "for-this-test-only";
  private static final String CA = "authority";

  private final Path directory;
  private final Path store;

  private PrivateAuthority(Path directory) {
    this.directory = directory;
    this.store = directory.resolve("keys.p12");
  }

  /**
   * A certificate with its key.
   *
   * @param certificate PEM file
   * @param key PEM file, PKCS#8, not encrypted
   */
  public record Identity(Path certificate, Path key) {}

  /** Makes an authority whose files are in the directory, which is made when missing. */
  public static PrivateAuthority create(Path directory) throws Exception {
    PrivateAuthority authority = new PrivateAuthority(Files.createDirectories(directory));
    authority.generate(CA, List.of("-ext", "bc:c", "-validity", "30"));
    authority.write(CA);
    return authority;
  }

  /** PEM file of the authority's own certificate. */
  public Path certificate() {
    return directory.resolve(CA + ".pem");
  }

  /** Makes a certificate, valid for a month, for names such as {@code ip:127.0.0.1}. */
  public Identity issue(String alias, String names) throws Exception {
    return issue(alias, names, "-1d", 31);
  }

  /**
   * Makes a certificate.
   *
   * @param start as keytool takes it, such as {@code -30d}
   * @param days from then
   */
  public Identity issue(String alias, String names, String start, int days) throws Exception {
    generate(
        alias,
        List.of(
            "-signer",
            CA,
            "-ext",
            "san=" + names,
            "-startdate",
            start,
            "-validity",
            Integer.toString(days)));
    return write(alias);
  }

  private void generate(String alias, List<String> more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
    command.addAll(more);
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IOException(command + ": " + said);
    }
  }

  private Identity write(String alias) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    Certificate certificate = keys.getCertificate(alias);
    Key key = keys.getKey(alias, PASSWORD.toCharArray());
    Path certificateFile = directory.resolve(alias + ".pem");
    Path keyFile = directory.resolve(alias + ".key");
    Files.writeString(certificateFile, pem("CERTIFICATE", certificate.getEncoded()));
    Files.writeString(keyFile, pem("PRIVATE KEY", key.getEncoded()));
    return new Identity(certificateFile, keyFile);
  }

  /** Bytes as a block of a PEM file. */
  public static String pem(String label, byte[] bytes) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(bytes), label);
  }
}
