package io.rivulet.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Requirement("CONFIG-006")
class SettingsWatchTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final AtomicReference<String> prefix = new AtomicReference<>();
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private Path file;
  private SettingsWatch watch;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    file = directory.resolve("rivulet.properties");
    Files.writeString(file, "topic.prefix = a.\n");
    watch =
        SettingsWatch.start(
            file,
            () -> Settings.load(Optional.of(file), Map.of(), Map.of()),
            this::take,
            refusals::add,
            Duration.ofMillis(5));
  }

  @AfterEach
  void stop() {
    watch.close();
  }

  @Test
  void handsOverWhatTheFileSaysAfterAChange() throws IOException {
    Files.writeString(file, "topic.prefix = b.\n");

    await().atMost(LIMIT).until(() -> "b.".equals(prefix.get()));
    assertThat(refusals).isEmpty();
  }

  @Test
  void refusesWhatCannotBeReadAndTakesTheNextThatCan() throws IOException {
    Files.writeString(file, "topic.prefixx = b.\n");
    await().atMost(LIMIT).until(() -> refusals.size() == 1);
    assertThat(refusals.get(0)).contains("unknown setting \"topic.prefixx\"");
    assertThat(prefix.get()).isNull();

    Files.writeString(file, "topic.prefix = c.\n");
    await().atMost(LIMIT).until(() -> "c.".equals(prefix.get()));
  }

  @Test
  void tellsWhyTheRoleDidNotTakeIt() throws IOException {
    Files.writeString(file, "topic.prefix = never.\n");

    await().atMost(LIMIT).until(() -> refusals.equals(List.of("never is never taken")));
  }

  @Test
  void passesOverAFileThatIsEmptyOrGoneForAMoment() throws IOException {
    Files.writeString(file, "");
    Files.delete(file);
    Files.writeString(file, "topic.prefix = d.\n");

    await().atMost(LIMIT).until(() -> "d.".equals(prefix.get()));
    assertThat(refusals).isEmpty();
  }

  private void take(Settings changed) {
    String value = changed.get(Catalogue.TOPIC_PREFIX);
    if (value.equals("never.")) {
      throw new IllegalArgumentException("never is never taken");
    }
    prefix.set(value);
  }
}
