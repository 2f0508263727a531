package io.rivulet.alerting.channel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Finds secrets, anew for each use, so that a renewed one needs no restart. */
@FunctionalInterface
public interface Secrets {
  /**
   * The secret, never to be logged or shown.
   *
   * @throws IOException naming the variable or file that is missing, empty or too long
   */
  String find(SecretName name) throws IOException;

  /** The most bytes a secret's file may have. */
  int MOST_BYTES = 16 * 1024;

  /** Secrets in this environment and in files. */
  static Secrets of(Map<String, String> environment) {
    return name -> {
      String secret =
          switch (name.source()) {
            case ENVIRONMENT -> environment.getOrDefault(name.name(), "");
            case FILE -> read(Path.of(name.name()));
          };
      if (secret.isBlank()) {
        throw new IOException("the secret " + name + " is not there, or empty");
      }
      return secret;
    };
  }

  private static String read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException("the secret file:" + file + " is not there, or cannot be read");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("the secret file:" + file + " is longer than " + MOST_BYTES + " bytes");
    }
    return Files.readString(file, StandardCharsets.UTF_8).stripTrailing();
  }
}
