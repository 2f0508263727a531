package io.rivulet.console.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.rivulet.console.access.signin.Secrets;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The provider as it described itself: where people are sent, and how what comes back is checked.
 * Its keys are fetched when one is not known, at most twice in 30 s.
 */
final class Provider {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int MAX_KEYS_BYTES = 256 * 1024;
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384);

  private final OidcConfig config;
  private final OIDCProviderMetadata metadata;
  private final IDTokenValidator validator;

  private Provider(OidcConfig config, OIDCProviderMetadata metadata, IDTokenValidator validator) {
    this.config = config;
    this.metadata = metadata;
    this.validator = validator;
  }

  /** Asks it to describe itself. */
  static Provider discover(OidcConfig config) throws OidcException {
    try {
      OIDCProviderMetadata metadata =
          OIDCProviderMetadata.resolve(new Issuer(config.issuer()), TIMEOUT_MILLIS, TIMEOUT_MILLIS);
      JWKSource<SecurityContext> keys =
          JWKSourceBuilder.<SecurityContext>create(
                  metadata.getJWKSetURI().toURL(),
                  new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_KEYS_BYTES))
              .refreshAheadCache(false)
              .build();
      // Symmetric algorithms and "none" are not among these, whatever the provider offers.
      return new Provider(
          config,
          metadata,
          new IDTokenValidator(
              new Issuer(config.issuer()),
              new ClientID(config.clientId()),
              new JWSVerificationKeySelector<>(ALGORITHMS, keys),
              null));
    } catch (GeneralException | IOException | IllegalArgumentException e) {
      throw new OidcException(
          OidcException.Code.PROVIDER_AWAY,
          config.issuer() + " does not describe itself: " + e.getMessage(),
          e);
    }
  }

  /** Where the browser is sent. */
  URI begin(Flow flow) {
    return new AuthenticationRequest.Builder(
            ResponseType.CODE,
            Scope.parse(config.scopes()),
            new ClientID(config.clientId()),
            config.callback())
        .endpointURI(metadata.getAuthorizationEndpointURI())
        .state(new State(flow.state()))
        .nonce(new Nonce(flow.nonce()))
        .codeChallenge(new CodeVerifier(flow.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /**
   * What the provider says of whoever came back.
   *
   * @param query what they came back with
   */
  Vouched end(Flow flow, String query) throws OidcException {
    AuthenticationResponse response = parse(query);
    if (response.getState() == null
        || !Secrets.same(flow.state(), response.getState().getValue())) {
      throw new OidcException(
          OidcException.Code.NOT_BEGUN_HERE, "the state is not that of this browser");
    }
    if (response.getIssuer() != null
        && !response.getIssuer().getValue().equals(config.issuer().toString())) {
      throw new OidcException(OidcException.Code.NOT_GENUINE, "another issuer answered");
    }
    if (!response.indicatesSuccess()) {
      throw new OidcException(
          OidcException.Code.REFUSED,
          "the provider says " + response.toErrorResponse().getErrorObject().getCode());
    }
    OIDCTokenResponse tokens =
        tokens(
            new AuthorizationCodeGrant(
                response.toSuccessResponse().getAuthorizationCode(),
                config.callback(),
                new CodeVerifier(flow.verifier())));
    return vouched(check(tokens, flow));
  }

  private AuthenticationResponse parse(String query) throws OidcException {
    try {
      return AuthenticationResponseParser.parse(URI.create(config.callback() + "?" + query));
    } catch (ParseException | IllegalArgumentException e) {
      throw new OidcException(OidcException.Code.NOT_GENUINE, "what came back cannot be read", e);
    }
  }

  private OIDCTokenResponse tokens(AuthorizationCodeGrant grant) throws OidcException {
    try {
      HTTPRequest request = request(grant).toHTTPRequest();
      request.setConnectTimeout(TIMEOUT_MILLIS);
      request.setReadTimeout(TIMEOUT_MILLIS);
      TokenResponse response = OIDCTokenResponseParser.parse(request.send());
      if (!response.indicatesSuccess()) {
        throw new OidcException(
            OidcException.Code.REFUSED,
            "the provider gives no token: "
                + response.toErrorResponse().getErrorObject().getCode());
      }
      return (OIDCTokenResponse) response.toSuccessResponse();
    } catch (IOException e) {
      throw new OidcException(
          OidcException.Code.PROVIDER_AWAY, "the provider's tokens: " + e.getMessage(), e);
    } catch (ParseException e) {
      throw new OidcException(
          OidcException.Code.NOT_GENUINE, "the provider's tokens cannot be read", e);
    }
  }

  private TokenRequest request(AuthorizationCodeGrant grant) {
    URI endpoint = metadata.getTokenEndpointURI();
    ClientID id = new ClientID(config.clientId());
    if (config.clientSecret().isEmpty()) {
      return new TokenRequest.Builder(endpoint, id, grant).build();
    }
    Secret secret = new Secret(config.clientSecret().get());
    List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
    boolean post =
        methods != null
            && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
            && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    return new TokenRequest.Builder(
            endpoint,
            post ? new ClientSecretPost(id, secret) : new ClientSecretBasic(id, secret),
            grant)
        .build();
  }

  private IDTokenClaimsSet check(OIDCTokenResponse tokens, Flow flow) throws OidcException {
    try {
      return validator.validate(tokens.getOIDCTokens().getIDToken(), new Nonce(flow.nonce()));
    } catch (BadJOSEException | JOSEException e) {
      throw new OidcException(
          OidcException.Code.NOT_GENUINE, "the ID token is refused: " + e.getMessage(), e);
    }
  }

  private Vouched vouched(IDTokenClaimsSet claims) {
    Optional<String> name = Optional.ofNullable(claims.getStringClaim(config.nameClaim()));
    Optional<String> label = Optional.ofNullable(claims.getStringClaim("name"));
    List<String> values =
        Optional.ofNullable(claims.getStringListClaim(config.rolesClaim()))
            .or(() -> Optional.ofNullable(claims.getStringClaim(config.rolesClaim())).map(List::of))
            .orElse(List.of());
    return new Vouched(claims.getSubject().getValue(), name, label, values);
  }

  /** Where the browser is sent to sign out there too. */
  Optional<URI> end() {
    return Optional.ofNullable(metadata.getEndSessionEndpointURI())
        .map(
            endpoint ->
                new LogoutRequest(
                        endpoint,
                        null,
                        null,
                        new ClientID(config.clientId()),
                        URI.create(config.console() + "/sign-in"),
                        null,
                        null)
                    .toURI());
  }
}
