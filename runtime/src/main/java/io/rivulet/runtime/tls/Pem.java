package io.rivulet.runtime.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Certificates and private keys in PEM files. Every error names the setting and the file. */
final class Pem {
  private static final long MAX_BYTES = 1024 * 1024;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s([^-]*)-----END \\1-----");
  private static final List<String> KEY_KINDS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

  private record Block(String label, String text) {
    byte[] bytes() {
      return Base64.getMimeDecoder().decode(text);
    }
  }

  private final String setting;
  private final Path file;
  private final List<Block> blocks;

  private Pem(String setting, Path file, List<Block> blocks) {
    this.setting = setting;
    this.file = file;
    this.blocks = blocks;
  }

  /** Reads a file that the setting names. */
  static Pem read(String setting, Path file) throws IOException {
    String text;
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException(
            "%s = \"%s\": larger than %d bytes".formatted(setting, file, MAX_BYTES));
      }
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new IOException("%s = \"%s\": there is no such file".formatted(setting, file), e);
    } catch (CharacterCodingException e) {
      throw new IOException(
          "%s = \"%s\": not PEM; openssl x509 -inform DER -in FILE makes PEM of a DER certificate"
              .formatted(setting, file),
          e);
    }
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), matcher.group(2)));
    }
    return new Pem(setting, file, blocks);
  }

  /** Every certificate, in the order of the file; at least one. */
  List<X509Certificate> certificates() throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Block block : blocks) {
        if (block.label().equals("CERTIFICATE")) {
          certificates.add(
              (X509Certificate)
                  factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
        }
      }
    } catch (CertificateException | IllegalArgumentException e) {
      throw broken("holds a certificate that cannot be read: " + e.getMessage(), e);
    }
    if (certificates.isEmpty()) {
      throw broken("holds no certificate (-----BEGIN CERTIFICATE-----)", null);
    }
    return certificates;
  }

  /** The private key. */
  PrivateKey privateKey(Optional<String> password) throws IOException {
    for (Block block : blocks) {
      switch (block.label()) {
        case "PRIVATE KEY" -> {
          return key(block);
        }
        case "ENCRYPTED PRIVATE KEY" -> {
          return decrypted(
              block,
              password.orElseThrow(() -> broken("is encrypted: give mqtt.tls.key.password", null)));
        }
        case "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY" ->
            throw broken(
                "is a %s, and PKCS#8 is needed: openssl pkcs8 -topk8 -in %s -out NEW"
                    .formatted(block.label(), file),
                null);
        default -> {
          // Certificates and parameters may stand in the same file.
        }
      }
    }
    throw broken("holds no private key (-----BEGIN PRIVATE KEY-----)", null);
  }

  private PrivateKey key(Block block) throws IOException {
    try {
      return key(new PKCS8EncodedKeySpec(block.bytes()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw broken("holds a private key that cannot be read: " + e.getMessage(), e);
    }
  }

  private PrivateKey decrypted(Block block, String password) throws IOException {
    PBEKeySpec secret = new PBEKeySpec(password.toCharArray());
    try {
      EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(block.bytes());
      // For PBES2 the algorithm's own name says too little; its parameters print as the full one.
      String algorithm =
          encrypted.getAlgName().startsWith("PBEWith")
              ? encrypted.getAlgName()
              : encrypted.getAlgParameters().toString();
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(algorithm).generateSecret(secret),
          encrypted.getAlgParameters());
      return key(encrypted.getKeySpec(cipher));
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw broken("cannot be decrypted with mqtt.tls.key.password: " + e.getMessage(), e);
    } finally {
      secret.clearPassword();
    }
  }

  private static PrivateKey key(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
    for (String kind : KEY_KINDS) {
      try {
        return KeyFactory.getInstance(kind).generatePrivate(spec);
      } catch (InvalidKeySpecException anotherKind) {
        continue;
      }
    }
    throw new InvalidKeySpecException("none of " + KEY_KINDS);
  }

  private IOException broken(String what, Throwable cause) {
    return new IOException("%s = \"%s\" %s".formatted(setting, file, what), cause);
  }
}
