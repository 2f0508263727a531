package io.rivulet.onebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.Durability;
import io.rivulet.embedded.EmbeddedDatabase;
import io.rivulet.testkit.Requirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rivulet user} in a database that nobody used yet. */
class UserCommandIT {
  @TempDir static Path folder;

  private static DataDirectory directory;
  private static EmbeddedDatabase database;

  @BeforeAll
  static void start() throws Exception {
    directory = DataDirectory.temporary();
    database =
        EmbeddedDatabase.start(directory.path().resolve("postgres"), 0, Durability.PROCESS_END);
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
    directory.close();
  }

  private static Invocation user(String... arguments) {
    List<String> all = new ArrayList<>(List.of("user"));
    all.addAll(List.of(arguments));
    all.addAll(
        List.of(
            "--set",
            "database.url=" + database.jdbcUrl(),
            "--set",
            "database.user=" + database.user()));
    return Invocation.of(all.toArray(String[]::new));
  }

  @Test
  @Requirement("ACCESS-038")
  void usersAreMadeChangedAndKeptOut() throws Exception {
    String password =
        Files.writeString(folder.resolve("password"), "four green kettles sing\n").toString();
    String weak = Files.writeString(folder.resolve("weak"), "root\n").toString();

    assertThat(user("add", "root", "--password-file", weak).exit()).isEqualTo(1);
    Invocation made = user("add", "root", "--label", "Root", "--password-file", password);
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(made.err()).contains("root may sign in; they have no role yet");
    assertThat(user("add", "root", "--password-file", password).err())
        .contains("root is there already");

    assertThat(user("grant", "root", "king").exit()).isEqualTo(2);
    assertThat(user("grant", "nobody", "engineer").err()).contains("nobody is not known");
    assertThat(user("grant", "root", "administrator", "clinician@north").exit()).isZero();
    assertThat(user("list").out().strip().split("\t"))
        .startsWith("root", "local", "enabled")
        .endsWith("Root")
        .anyMatch(grants -> grants.contains("administrator") && grants.contains("clinician@north"));
    assertThat(user("revoke", "root", "clinician@north").exit()).isZero();
    assertThat(user("revoke", "root", "clinician@north").err())
        .contains("root was not given clinician@north here");

    assertThat(user("disable", "root").exit()).isZero();
    assertThat(user("list").out()).contains("root\tlocal\tdisabled\tadministrator\tRoot");
    assertThat(user("enable", "root").exit()).isZero();
    assertThat(user("password", "root", "--password-file", weak).exit()).isEqualTo(1);
    assertThat(user("password", "root", "--password-file", password).exit()).isZero();
    assertThat(user("list").out()).contains("\tenabled\t").doesNotContain("kettles");
  }

  @Test
  @Requirement("ACCESS-050")
  void usersAreMadeByTheConsolesOwnLogin() throws Exception {
    String password =
        Files.writeString(folder.resolve("login-password"), "four green kettles sing\n").toString();
    String url = "database.url=" + database.jdbcUrl();
    String login = "console.database.user=rivulet_user_test";
    String secret = "console.database.password=made-for-this-test";

    assertThat(
            Invocation.of(
                    "user", "list", "--set", url, "--set", login, "--set", "database.user=nobody")
                .exit())
        .isEqualTo(1);
    assertThat(
            Invocation.of(
                    "console",
                    "--prepare",
                    "--set",
                    url,
                    "--set",
                    "database.user=" + database.user(),
                    "--set",
                    login,
                    "--set",
                    secret)
                .exit())
        .isZero();
    String[] add = {
      "user",
      "add",
      "lena",
      "--password-file",
      password,
      "--set",
      url,
      "--set",
      login,
      "--set",
      secret
    };
    Invocation made = Invocation.of(add);

    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(user("list").out()).contains("lena\tlocal\tenabled");
  }
}
