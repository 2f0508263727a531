package io.rivulet.onebox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.embedded.EmbeddedKafka;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.http.Tokens;
import io.rivulet.sessions.DeskConfig;
import io.rivulet.sessions.SessionDesk;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line against a desk over a real Kafka. */
class SessionCommandIT {
  private static final String TOKEN = "a-token-of-this-test";

  @TempDir static Path folder;
  private static EmbeddedKafka kafka;
  private static SessionDesk desk;

  @BeforeAll
  static void start() throws IOException {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
    Files.writeString(folder.resolve("token"), TOKEN + "\n");
    desk =
        SessionDesk.start(
            DeskConfig.from(
                Settings.of(
                    Map.of(
                        "kafka.bootstrap.servers",
                        kafka.bootstrapServers(),
                        "sessions.port",
                        "0",
                        "sessions.tokens",
                        "ward:" + Tokens.hashOf(TOKEN)))),
            InstantSource.system(),
            new SimpleMeterRegistry());
    await().atMost(Duration.ofSeconds(60)).until(() -> desk.health().ready());
  }

  @AfterAll
  static void stop() {
    desk.close();
    kafka.close();
  }

  private static Invocation run(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.addAll(List.of(more));
    arguments.addAll(
        List.of(
            "--url", desk.uri().toString(), "--token-file", folder.resolve("token").toString()));
    return Invocation.of(arguments.toArray(String[]::new));
  }

  private static void done(Invocation run) {
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
  }

  @Test
  @Requirement("DESK-018")
  void aWholeSessionIsRecordedFromTheCommandLine() throws IOException {
    Path profile =
        Files.writeString(
            folder.resolve("day.json"),
            "{\"id\":\"day\",\"plausible\":{\"systolic\":[40,300]},\"limits\":{\"systolic\":{\"high\":{\"warning\":160,\"critical\":180}}},\"hysteresis\":5,\"confirm\":{\"readings\":2,\"withinSeconds\":1200}}");
    done(run("limits publish day --version 1 --profile", profile.toString()));
    done(run("series open --series r1 --site clinic --subject p1 --drug Ketamine --block 6x0.6@3"));
    done(run("series outcome r1 --instrument MADRS --after-sessions 0 --score 31"));
    done(
        run(
            "session open --session s1 --site clinic --subject p1 --drug Ketamine --series r1 --number 1"));
    done(run("session screen s1 --eligible true --flag SBP=true --flag HR=true"));
    done(run("session phase s1 --phase PREPARATION"));
    Invocation slip = run("session weight s1 --weight-kg 8 --event-id w1");
    assertThat(slip.exit()).isEqualTo(1);
    assertThat(slip.err()).contains("weight 8 kg is outside 20 to 300 kg", "--confirm ");
    done(run("session weight s1 --weight-kg 80 --event-id w1"));
    done(run("session bind s1 --device pump-1 --event-id b1"));
    done(run("session limits s1 --profile day"));
    done(run("session concentration s1 --drug Ketamine --concentration 2"));
    done(run("session plan s1 --drug Ketamine --dose-per-kg 0.5 --duration PT40M"));
    done(run("session order s1 --interval PT10M"));
    done(run("session phase s1 --phase INFUSION"));
    done(run("session dose s1 --drug Ketamine --route IM --amount 25 --event-id d1"));
    done(run("session withdraw s1 --event d1 --reason mistyped"));
    done(run("session observe s1 --kind EVENT --note", "feels light, smiles"));
    done(run("session close s1 --event-id x1"));

    Invocation shown = run("session show s1");
    done(shown);
    assertThat(shown.out())
        .contains("\"weightKg\" : 80.0", "\"limits\" : \"day\"", "feels light, smiles")
        .contains("\"pressureInterval\" : \"PT10M\"", "\"number\" : 1");
    done(run("session list"));
    assertThat(run("series show r1").out()).contains("\"MADRS\"", "\"session\" : \"s1\"");
    assertThat(run("limits list").out()).contains("\"day\"");
    assertThat(run("session show s2").err()).contains("session s2 is not open here");
  }

  @Test
  @Requirement("DESK-018")
  void aQuestionIsAnsweredByItsToken() {
    done(run("session open --session s9 --site clinic --subject p9"));
    Invocation question = run("session weight s9 --weight-kg 15");
    String err = question.err().strip();
    String token = err.substring(err.lastIndexOf(' ') + 1);

    assertThat(run("session weight s9 --weight-kg 16 --confirm", token).exit()).isEqualTo(1);
    done(run("session weight s9 --weight-kg 15 --confirm", token));
    String timed =
        "session weight s9 --weight-kg 15 --event-id e1 --from " + InstantSource.system().instant();
    Invocation again = run(timed + " --confirm", token);
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(run(timed).out()).startsWith("known already: session s9");
  }
}
