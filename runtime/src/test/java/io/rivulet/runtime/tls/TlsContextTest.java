package io.rivulet.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.PrivateAuthority;
import io.rivulet.testkit.PrivateAuthority.Identity;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Requirement("BRIDGE-037")
class TlsContextTest {
  private Path directory;
  private PrivateAuthority authority;
  private Identity bridge;

  @BeforeAll
  void makeKeys(@TempDir Path given) throws Exception {
    directory = given;
    authority = PrivateAuthority.create(directory.resolve("ca"));
    bridge = authority.issue("bridge", "dns:bridge");
  }

  @Test
  void takesAnEncryptedKeyWithItsPasswordOnly() throws Exception {
    Path key = write("encrypted.key", PrivateAuthority.pem("ENCRYPTED PRIVATE KEY", encrypted()));

    assertThat(TlsContext.of(showing(key, Optional.of("s3cret")))).isNotNull();
    assertThatThrownBy(() -> TlsContext.of(showing(key, Optional.of("wrong"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("mqtt.tls.key.password")
        .hasMessageContaining(key.toString())
        .hasMessageNotContaining("wrong");
    assertThatThrownBy(() -> TlsContext.of(showing(key, Optional.empty())))
        .hasMessageContaining("is encrypted: give mqtt.tls.key.password");
  }

  @Test
  void tellsHowToConvertAnOlderFormOfKey() throws Exception {
    Path key = write("old.key", PrivateAuthority.pem("RSA PRIVATE KEY", new byte[] {1}));

    assertThatThrownBy(() -> TlsContext.of(showing(key, Optional.empty())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("openssl pkcs8 -topk8 -in " + key);
  }

  @Test
  void refusesAKeyOfAnotherCertificate() throws Exception {
    Path other = authority.issue("other", "dns:other").key();

    assertThatThrownBy(() -> TlsContext.of(showing(other, Optional.empty())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not the key of the first certificate");
  }

  @Test
  void namesAFileThatIsNotThereOrHoldsSomethingElse() throws Exception {
    Path missing = directory.resolve("missing.pem");
    Path text = write("text.pem", "not a certificate");

    assertThatThrownBy(() -> TlsContext.of(trusting(missing)))
        .hasMessage("mqtt.tls.ca = \"%s\": there is no such file", missing);
    assertThatThrownBy(() -> TlsContext.of(trusting(text)))
        .hasMessageContaining("holds no certificate");
  }

  @Test
  void refusesACertificateWithoutItsKey() {
    assertThatThrownBy(
            () ->
                new TlsConfig(
                    Optional.empty(),
                    Optional.of(bridge.certificate()),
                    Optional.empty(),
                    Optional.empty(),
                    true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mqtt.tls.key, too");
  }

  @Test
  void printsWithoutThePassword() {
    assertThat(showing(bridge.key(), Optional.of("s3cret")).toString()).doesNotContain("s3cret");
  }

  @Test
  void certificatesThatExpireWithinTwoWeeksAreTold() throws Exception {
    TlsConfig config = showing(bridge.key(), Optional.empty());
    Instant end =
        Pem.read("x", bridge.certificate()).certificates().get(0).getNotAfter().toInstant();

    assertThat(CertificateCheck.look(config, end.minusSeconds(20 * 86_400))).isEmpty();
    assertThat(CertificateCheck.look(config, end.minusSeconds(86_400)))
        .anySatisfy(text -> assertThat(text).contains("CN=bridge").contains("expires on " + end));
    assertThat(CertificateCheck.look(config, end.plusSeconds(1)))
        .anySatisfy(text -> assertThat(text).contains("has expired on " + end));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static TlsConfig trusting(Path ca) {
    return new TlsConfig(
        Optional.of(ca), Optional.empty(), Optional.empty(), Optional.empty(), true);
  }

  private TlsConfig showing(Path key, Optional<String> password) {
    return new TlsConfig(
        Optional.empty(), Optional.of(bridge.certificate()), Optional.of(key), password, true);
  }

  /** As openssl pkcs8 -topk8 encrypts. */
  private byte[] encrypted() throws Exception {
    String pem = Files.readString(bridge.key()).replaceAll("-----[A-Z ]+-----", "");
    String algorithm = "PBEWithHmacSHA256AndAES_256";
    SecretKey secret =
        SecretKeyFactory.getInstance(algorithm)
            .generateSecret(new PBEKeySpec("s3cret".toCharArray()));
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(Cipher.ENCRYPT_MODE, secret);
    byte[] bytes = cipher.doFinal(Base64.getMimeDecoder().decode(pem));
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
    parameters.init(cipher.getParameters().getEncoded());
    return new EncryptedPrivateKeyInfo(parameters, bytes).getEncoded();
  }
}
