package io.rivulet.console.access.oidc;

import io.rivulet.console.access.Grant;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.ConfigurationException;
import io.rivulet.runtime.config.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A provider of OpenID Connect, and what its claims mean here.
 *
 * @param issuer as it names itself
 * @param clientId of this console there
 * @param clientSecret empty where the console is a public client there
 * @param label what the button says
 * @param scopes what is asked for, {@code openid} among it
 * @param console how browsers reach this console, without a slash at its end
 * @param nameClaim which claim is the user's name here
 * @param rolesClaim which claim says what somebody is
 * @param grants what each of its values means
 * @param grantPrefix values that begin so are grants as they are, without it; empty for none
 */
public record OidcConfig(
    URI issuer,
    String clientId,
    Optional<String> clientSecret,
    String label,
    List<String> scopes,
    URI console,
    String nameClaim,
    String rolesClaim,
    Map<String, List<Grant>> grants,
    String grantPrefix) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /** Refuses what could not be trusted. */
  public OidcConfig {
    Objects.requireNonNull(clientSecret, "clientSecret");
    scopes = List.copyOf(scopes);
    grants = Map.copyOf(grants);
    boolean local = issuer.getHost() != null && LOOPBACK.contains(issuer.getHost());
    if (!"https".equals(issuer.getScheme()) && !local) {
      throw new IllegalArgumentException(
          "console.oidc.issuer " + issuer + " is not https: what it says could not be trusted");
    }
    if (clientId.isBlank()) {
      throw new IllegalArgumentException("console.oidc.client.id is empty");
    }
  }

  /**
   * The settings named {@code console.oidc.}; empty where no issuer is set.
   *
   * @throws ConfigurationException where something that it needs is missing or cannot be read
   */
  public static Optional<OidcConfig> from(Settings settings) {
    Optional<String> issuer = settings.find(Catalogue.CONSOLE_OIDC_ISSUER);
    if (issuer.isEmpty()) {
      return Optional.empty();
    }
    String console =
        settings
            .find(Catalogue.CONSOLE_URL)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "console.oidc.issuer is set and console.url is not: the provider has to send people back to it"));
    try {
      return Optional.of(
          new OidcConfig(
              URI.create(issuer.get()),
              settings.get(Catalogue.CONSOLE_OIDC_CLIENT_ID),
              settings.find(Catalogue.CONSOLE_OIDC_CLIENT_SECRET).filter(text -> !text.isBlank()),
              settings.get(Catalogue.CONSOLE_OIDC_LABEL),
              List.of(settings.get(Catalogue.CONSOLE_OIDC_SCOPES).strip().split("\\s+")),
              URI.create(console.replaceAll("/+$", "")),
              settings.get(Catalogue.CONSOLE_OIDC_NAME_CLAIM),
              settings.get(Catalogue.CONSOLE_OIDC_ROLES_CLAIM),
              parse(settings.find(Catalogue.CONSOLE_OIDC_GRANTS).orElse("")),
              settings.find(Catalogue.CONSOLE_OIDC_GRANTS_PREFIX).orElse("")));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }

  /** Reads {@code value=grant+grant} pairs separated by commas. */
  static Map<String, List<Grant>> parse(String text) {
    Map<String, List<Grant>> grants = new LinkedHashMap<>();
    if (!text.isBlank()) {
      for (String pair : text.split(",", -1)) {
        int equals = pair.lastIndexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException(
              "console.oidc.grants: \"" + pair.strip() + "\" is not value=role@site+role");
        }
        grants.put(pair.substring(0, equals).strip(), Grant.parseAll(pair.substring(equals + 1)));
      }
    }
    return grants;
  }

  /** What somebody is of whom the provider says this; what means nothing here is left out. */
  List<Grant> mean(List<String> values) {
    List<Grant> mean = new ArrayList<>();
    for (String value : values) {
      mean.addAll(grants.getOrDefault(value, List.of()));
      if (!grantPrefix.isEmpty() && value.startsWith(grantPrefix)) {
        try {
          mean.add(Grant.parse(value.substring(grantPrefix.length())));
        } catch (IllegalArgumentException e) {
          // A group of that name that is none of ours.
          continue;
        }
      }
    }
    return mean;
  }

  URI callback() {
    return URI.create(console + OidcSignIn.CALLBACK);
  }

  /** Everything but the secret. */
  @Override
  public String toString() {
    return "OidcConfig[issuer=" + issuer + ", clientId=" + clientId + "]";
  }
}
