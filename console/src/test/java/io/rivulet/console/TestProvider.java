package io.rivulet.console;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/** Spring Authorization Server, a provider as clinics run them, on Jetty. People give a password with their first request. */
final class TestProvider implements AutoCloseable {
  static final String SECRET = "the-console's-secret-at-the-provider";

  private final Server server;
  private final ServerConnector connector;

  private TestProvider(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /** Starts it for a console that is reached so. */
  static TestProvider start(URI console) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler handler = new ServletContextHandler(ServletContextHandler.SESSIONS);
    handler.setContextPath("/");
    server.setHandler(handler);
    AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
    spring.register(Rules.class);
    spring.addBeanFactoryPostProcessor(
        beans -> beans.registerSingleton("console", new Client(console)));
    spring.setServletContext(handler.getServletContext());
    spring.refresh();
    handler.addFilter(
        new FilterHolder(new DelegatingFilterProxy("springSecurityFilterChain", spring)),
        "/*",
        EnumSet.of(DispatcherType.REQUEST));
    server.start();
    return new TestProvider(server, connector);
  }

  URI issuer() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }

  record Client(URI console) {}

  /** Its rules. */
  @Configuration(proxyBeanMethods = false)
  @EnableWebSecurity
  static class Rules {
    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
      return http.with(
              OAuth2AuthorizationServerConfigurer.authorizationServer(),
              provider -> provider.oidc(Customizer.withDefaults()))
          .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
          .csrf(csrf -> csrf.disable())
          .httpBasic(
              basic ->
                  basic.securityContextRepository(new HttpSessionSecurityContextRepository()))
          .build();
    }

    @Bean
    RegisteredClientRepository clients(Client client) {
      return new InMemoryRegisteredClientRepository(
          RegisteredClient.withId("1")
              .clientId("rivulet")
              .clientSecret("{noop}" + SECRET)
              .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
              .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
              .redirectUri(client.console() + "/api/v1/sign-in/oidc/callback")
              .postLogoutRedirectUri(client.console() + "/sign-in")
              .scope("openid")
              .scope("profile")
              .clientSettings(ClientSettings.builder().requireProofKey(true).build())
              .build());
    }

    @Bean
    UserDetailsService people() {
      return new InMemoryUserDetailsManager(
          User.withUsername("grace").password("{noop}hopper").roles("ward").build(),
          User.withUsername("root").password("{noop}other").roles("ward").build());
    }

    @Bean
    JWKSource<SecurityContext> keys() throws Exception {
      RSAKey key = new RSAKeyGenerator(2048).keyID("k").generate();
      return new ImmutableJWKSet<>(new JWKSet(key));
    }

    @Bean
    JwtDecoder decoder(JWKSource<SecurityContext> keys) {
      return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
    }

    @Bean
    AuthorizationServerSettings settings() {
      return AuthorizationServerSettings.builder().build();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
      return context ->
          context
              .getClaims()
              .claim("preferred_username", context.getPrincipal().getName())
              .claim("name", "Grace " + context.getPrincipal().getName())
              .claim("groups", List.of("ward"));
    }
  }
}
