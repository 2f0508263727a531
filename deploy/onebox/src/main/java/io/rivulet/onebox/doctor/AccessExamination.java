package io.rivulet.onebox.doctor;

import io.rivulet.console.access.AccessDatabase;
import io.rivulet.console.access.ConsoleLogin;
import io.rivulet.console.access.oidc.OidcConfig;
import io.rivulet.console.access.signin.Reached;
import io.rivulet.console.access.token.MachineTokens;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.DatabaseConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Looks at who may use the console. */
final class AccessExamination {
  private static final String SUBJECT = "access";

  private AccessExamination() {}

  /** What the settings say. */
  static List<Finding> of(Settings settings) {
    List<Finding> findings = new ArrayList<>();
    String host = settings.get(Catalogue.CONSOLE_HOST);
    Reached reached = Reached.from(settings);
    int machines =
        MachineTokens.parse(
                Catalogue.CONSOLE_TOKENS.name(), settings.find(Catalogue.CONSOLE_TOKENS).orElse(""))
            .size();
    Optional<OidcConfig> provider = OidcConfig.from(settings);
    if (!loopback(host) && reached.url().isEmpty()) {
      findings.add(
          Finding.note(
              SUBJECT,
              "the console listens on "
                  + host
                  + " and console.url is not set: passwords would go over the network in the clear,"
                  + " and any name is answered to; put a proxy with https before it"));
    } else if (!reached.secure() && reached.url().isPresent()) {
      findings.add(
          Finding.note(
              SUBJECT,
              "console.url is not https: passwords and cookies go over the network in the clear"));
    } else if (reached.secure() && !settings.get(Catalogue.CONSOLE_PROXY_TRUSTED)) {
      findings.add(
          Finding.note(
              SUBJECT,
              "console.url is https, so a proxy stands before the console, and"
                  + " console.proxy.trusted is false: one person's mistakes may lock out everybody"
                  + " behind it"));
    }
    findings.add(
        Finding.ok(
            SUBJECT,
            machines
                + " machine(s) in console.tokens, sign-in by password"
                + provider.map(found -> " and by " + found.issuer()).orElse("")));
    return findings;
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** As whom the console connects to the database. */
  static Finding login(Settings settings) {
    if (!ConsoleLogin.isOwn(settings)) {
      return Finding.note(
          SUBJECT,
          "console.database.user is not set: the console connects as "
              + settings.get(Catalogue.DATABASE_USER)
              + ", which may do everything there; set it and console.database.password and run"
              + " ./rivulet console --prepare once");
    }
    DatabaseConfig login = ConsoleLogin.of(settings);
    List<String> faults = ConsoleLogin.faults(login);
    return faults.isEmpty()
        ? Finding.ok(SUBJECT, "the console connects as " + login.user() + ", which owns nothing")
        : Finding.fail(SUBJECT, String.join("; ", faults));
  }

  /** What the database says. */
  static List<Finding> of(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      if (!truth(
          statement, "SELECT to_regclass('" + AccessDatabase.SCHEMA + ".app_user') IS NOT NULL")) {
        return List.of(
            Finding.note(
                "database",
                "schema "
                    + AccessDatabase.SCHEMA
                    + " is not there yet, made when the console or ./rivulet user is first used"));
      }
      List<Finding> findings = new ArrayList<>();
      findings.add(Finding.ok("database", "schema " + AccessDatabase.SCHEMA + " is there"));
      if (truth(
          statement,
          "SELECT NOT EXISTS (SELECT FROM rivulet_console.app_user u JOIN"
              + " rivulet_console.user_grant g ON g.user_name = u.name WHERE g.grant_word ="
              + " 'administrator' AND NOT u.disabled AND u.source <> 'demo')")) {
        findings.add(
            Finding.note(
                SUBJECT,
                "nobody is administrator of every site: ./rivulet user add NAME --grant"
                    + " administrator makes one"));
      }
      if (truth(
          statement,
          "SELECT EXISTS (SELECT FROM rivulet_console.app_user WHERE source = 'demo')")) {
        findings.add(
            Finding.note(
                SUBJECT,
                "this database was a demo's: its users are there, and are let in by a demo only"));
      }
      return findings;
    }
  }

  private static boolean truth(Statement statement, String question) throws SQLException {
    try (ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
