package io.rivulet.alerting.configuration;

import io.rivulet.runtime.config.FileWatch;
import io.rivulet.runtime.yaml.ConfigurationProblem;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The text of an alerting file. */
public final class PlanFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private PlanFile() {}

  /**
   * Reads a file.
   *
   * @throws IOException where it cannot be read
   * @throws InvalidConfigurationException where it is no text in UTF-8
   */
  public static String read(Path file) throws IOException, InvalidConfigurationException {
    return text(bytes(file));
  }

  static byte[] bytes(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(FileWatch.MOST_BYTES);
    }
  }

  /** The text of a file's bytes, without a byte order mark. */
  static String text(byte[] bytes) throws InvalidConfigurationException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new InvalidConfigurationException(
          List.of(new ConfigurationProblem("the file", 0, "is no text in UTF-8")));
    }
  }
}
