package io.rivulet.console.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.rivulet.console.access.Grant;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes back from a provider, right and wrong. */
class ProviderTest {
  private static final String SECRET = "a-secret-of-the-console-at-the-provider-32";
  private static final long HOUR_MILLIS = 3_600_000;

  private static HttpServer server;
  private static String issuer;
  private static RSAKey key;
  private static volatile RSAKey published;
  private static volatile String idToken;

  private final Flow flow = Flow.begin("/alerts");
  private Provider provider;

  @BeforeAll
  static void start() throws Exception {
    server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = "http://127.0.0.1:" + server.getAddress().getPort();
    key = new RSAKeyGenerator(2048).keyID("first").generate();
    answer(
        "/.well-known/openid-configuration",
        () ->
            """
            {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
             "jwks_uri": "%1$s/jwks", "end_session_endpoint": "%1$s/end", "response_types_supported": ["code"],
             "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"]}
            """
                .formatted(issuer));
    answer("/jwks", () -> new JWKSet(published.toPublicJWK()).toString());
    answer(
        "/token",
        () ->
            "{\"access_token\": \"a\", \"token_type\": \"Bearer\", \"id_token\": \"" + idToken + "\"}");
    server.start();
  }

  private static void answer(String path, java.util.function.Supplier<String> body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @BeforeEach
  void discover() throws Exception {
    published = key;
    provider = Provider.discover(config(issuer));
  }

  private static OidcConfig config(String issuer) {
    return new OidcConfig(
        URI.create(issuer),
        "rivulet",
        Optional.of(SECRET),
        "Clinic",
        List.of("openid"),
        URI.create("http://127.0.0.1:8080"),
        "preferred_username",
        "groups",
        Map.of("ward", Grant.parseAll("clinician@north+on-call@north")),
        "rivulet:");
  }

  private JWTClaimsSet.Builder claims() {
    long now = new Date().getTime();
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .subject("4711")
        .audience("rivulet")
        .issueTime(new Date(now))
        .expirationTime(new Date(now + HOUR_MILLIS))
        .claim("nonce", flow.nonce())
        .claim("preferred_username", "ada")
        .claim("groups", List.of("ward", "rivulet:engineer", "rivulet:king", "choir"));
  }

  private static String signed(RSAKey by, JWTClaimsSet claims) throws Exception {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build(), claims);
    jwt.sign(new RSASSASigner(by));
    return jwt.serialize();
  }

  private Vouched end() throws OidcException {
    return provider.end(flow, "code=c&state=" + flow.state());
  }

  private static void refused(OidcException.Code code, ThrowingCallable what) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            OidcException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageNotContaining(SECRET);
  }

  @Test
  @Requirement("ACCESS-040")
  void whatTheProviderVouchesForIsTakenOver() throws Exception {
    idToken = signed(key, claims().build());

    Vouched vouched = end();

    assertThat(vouched.subject()).isEqualTo("4711");
    assertThat(vouched.name()).hasValue("ada");
    assertThat(config(issuer).mean(vouched.values()).stream().flatMap(g -> g.words().stream()))
        .containsExactly("clinician@north", "on-call@north", "engineer");
    String begin = provider.begin(flow).toString();
    assertThat(begin)
        .contains(
            "response_type=code", "code_challenge_method=S256", "state=" + flow.state(), "nonce=")
        .doesNotContain(flow.verifier(), SECRET);
    assertThat(provider.end().orElseThrow().toString()).startsWith(issuer + "/end?");
  }

  @Test
  @Requirement("ACCESS-041")
  void whatIsNotGenuineIsRefused() throws Exception {
    idToken = signed(key, claims().build());
    refused(OidcException.Code.NOT_BEGUN_HERE, () -> provider.end(flow, "code=c&state=guessed"));
    refused(OidcException.Code.NOT_BEGUN_HERE, () -> provider.end(flow, "nonsense"));
    refused(
        OidcException.Code.REFUSED,
        () -> provider.end(flow, "error=access_denied&state=" + flow.state()));
    refused(
        OidcException.Code.NOT_GENUINE,
        () -> provider.end(flow, "code=c&iss=https://evil.example&state=" + flow.state()));
    RSAKey stranger = new RSAKeyGenerator(2048).keyID("stranger").generate();
    RSAKey impostor = new RSAKeyGenerator(2048).keyID("first").generate();
    SignedJWT symmetric =
        new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims().build());
    symmetric.sign(new MACSigner(SECRET.getBytes(StandardCharsets.UTF_8)));
    Date past = new Date(new Date().getTime() - HOUR_MILLIS);
    for (String token :
        List.of(
            signed(key, claims().claim("nonce", "another").build()),
            signed(key, claims().claim("nonce", null).build()),
            signed(key, claims().audience("somebody-else").build()),
            signed(key, claims().issuer("https://evil.example").build()),
            signed(key, claims().expirationTime(past).build()),
            signed(stranger, claims().build()),
            signed(impostor, claims().build()),
            symmetric.serialize(),
            new PlainJWT(claims().build()).serialize())) {
      idToken = token;
      refused(OidcException.Code.NOT_GENUINE, this::end);
    }
  }

  @Test
  @Requirement("ACCESS-042")
  void aNewKeyOfTheProviderIsFetched() throws Exception {
    idToken = signed(key, claims().build());
    assertThat(end().subject()).isEqualTo("4711");

    RSAKey next = new RSAKeyGenerator(2048).keyID("second").generate();
    published = next;
    idToken = signed(next, claims().build());

    assertThat(end().subject()).isEqualTo("4711");
  }

  @Test
  @Requirement("ACCESS-041")
  void aProviderThatCannotBeTrustedOrIsAwayIsNotUsed() throws IOException {
    assertThatThrownBy(() -> config("http://login.example"))
        .hasMessageContaining("is not https");
    refused(OidcException.Code.PROVIDER_AWAY, () -> Provider.discover(config(issuer + "/other")));
    refused(
        OidcException.Code.PROVIDER_AWAY, () -> Provider.discover(config("http://127.0.0.1:1")));
    assertThat(config(issuer).toString()).doesNotContain(SECRET);
  }

  @Test
  void aFlowIsReadBackFromItsCookieAndLeadsNowhereElse() {
    assertThat(Flow.read(flow.cookie())).hasValue(flow);
    assertThat(Flow.begin("https://evil.example").to()).isEqualTo("/");
    assertThat(Flow.begin(null).to()).isEqualTo("/");
    assertThat(Flow.read("a.b.c")).isEmpty();
    assertThat(Flow.read("a.b.c.***")).isEmpty();
  }
}
