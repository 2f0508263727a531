package io.rivulet.onebox.imports;

import io.rivulet.domain.identity.ImportedNames;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.simulator.trace.PlanNames;
import io.rivulet.simulator.trace.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file's content is called by.
 *
 * @param name the file's name, without its folder
 * @param sha256 of its bytes and how they are read, hexadecimal
 * @param run the run that is named after it
 */
record SourceFile(String name, String sha256, RunId run) {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int NAME_LENGTH_MAX = 200;

  /** 64 bits: two recordings of one name are not to be expected. */
  private static final int NAMED_DIGITS = 16;

  /**
   * Reads the file once.
   *
   * @param reading how it is read, where that is not the same for every file: read otherwise it is
   *     another recording
   * @throws ImportException where it cannot be read
   */
  static SourceFile of(Path path, String reading) {
    MessageDigest digest = digest();
    try (InputStream in = Files.newInputStream(path)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new ImportException(path + " cannot be read: " + e, e);
    }
    digest.update(reading.getBytes(StandardCharsets.UTF_8));
    byte[] hash = digest.digest();
    String name = path.getFileName().toString();
    return new SourceFile(
        name.substring(0, Math.min(NAME_LENGTH_MAX, name.length())),
        HexFormat.of().formatHex(hash),
        RunId.ofDigest(hash));
  }

  /** What is made of it goes by its content, whatever it is called. */
  PlanNames names(String site, String subject) {
    SessionId session = ImportedNames.session(sha256.substring(0, NAMED_DIGITS));
    return new PlanNames(site, subject, session, ImportedNames.devicePrefix(session));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
