package io.rivulet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path directory;

  @Test
  void aNamedDirectoryIsMadeAndKept() throws Exception {
    Path named = directory.resolve("a/b");
    try (DataDirectory data = DataDirectory.named(named)) {
      Files.writeString(data.path().resolve("file"), "content");
      assertThat(data.isKept()).isTrue();
    }
    assertThat(named.resolve("file")).hasContent("content");
  }

  @Test
  void aTemporaryDirectoryIsDeletedWithAllThatIsInIt() throws Exception {
    Path path;
    try (DataDirectory data = DataDirectory.temporary()) {
      path = data.path();
      assertThat(data.isKept()).isFalse();
      Files.writeString(Files.createDirectories(path.resolve("a/b")).resolve("file"), "content");
      Files.createSymbolicLink(path.resolve("link"), directory);
    }
    assertThat(path).doesNotExist();
    assertThat(directory).exists();
  }

  @Test
  @Requirement("ONEBOX-008")
  void aSecondHolderInThisProcessIsRefusedAndTheFirstKeepsItsHold() throws Exception {
    try (DataDirectory data = DataDirectory.named(directory)) {
      assertRefused(ProcessHandle.current().pid());
      assertRefused(ProcessHandle.current().pid());
      assertThat(data.path()).exists();
    }
    DataDirectory.named(directory).close();
  }

  @Test
  @Requirement("ONEBOX-008")
  void aSecondProcessIsRefusedUntilTheFirstEndsByWhateverMeans() throws Exception {
    try (ForkedServers holder = ForkedServers.directoryOnly(directory)) {
      assertRefused(holder.pid());
      holder.kill();
    }
    DataDirectory.named(directory).close();
  }

  @Test
  void closingTwiceIsClosingOnce() throws Exception {
    DataDirectory first = DataDirectory.named(directory);
    first.close();
    try (DataDirectory second = DataDirectory.named(directory)) {
      first.close();
      assertRefused(ProcessHandle.current().pid());
      assertThat(second.path()).exists();
    }
  }

  private void assertRefused(long holderPid) {
    assertThatThrownBy(() -> DataDirectory.named(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in use by the process with pid " + holderPid)
        .hasMessageContaining("name another directory");
  }
}
