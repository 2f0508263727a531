package io.rivulet.onebox.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The alerting file of the demo, which tells nobody but the log. */
final class DemoPlan {
  private static final String RESOURCE = "/io/rivulet/onebox/demo-alerting.yaml";
  private static final String NAME = "rivulet-demo-alerting";

  private DemoPlan() {}

  /** A file on disk, as somebody would edit it: what is changed in it holds at once. */
  static final class Written implements AutoCloseable {
    private final Path file;

    private Written(Path file) {
      this.file = file;
    }

    static Written create() {
      try (InputStream in = DemoPlan.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException("the command line's jar lacks " + RESOURCE);
        }
        Path file = Files.createTempFile(NAME, ".yaml");
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        return new Written(file);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write the demo's alerting file", e);
      }
    }

    Path file() {
      return file;
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(file);
    }
  }
}
