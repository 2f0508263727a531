package io.rivulet.store.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is in a folder of an export: a line that says what is exported, a line for each part that is
 * whole, and a last one when all are. Lines are only added, so a run that was killed leaves at most
 * a torn last line, which counts for nothing. The sessions are in {@value #SESSIONS}, as they were
 * when the export began.
 */
final class ExportManifest {
  static final String FILE = "manifest.ndjson";
  static final String SESSIONS = "sessions.txt";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final List<String> sessions;
  private final Map<String, Part> parts;

  /**
   * A part that is whole.
   *
   * @param name of its file
   * @param rows in it
   * @param bytes of its file
   * @param sha256 of its file, hexadecimal
   */
  record Part(String name, long rows, long bytes, String sha256) {}

  /** Asks which sessions there are. */
  interface Sessions {
    List<String> ask() throws IOException;
  }

  private ExportManifest(Path folder, List<String> sessions, Map<String, Part> parts) {
    this.folder = folder;
    this.sessions = sessions;
    this.parts = parts;
  }

  /**
   * Goes on with what is in a folder, or begins where nothing is.
   *
   * @throws IllegalArgumentException where another export is in it
   */
  static ExportManifest open(Path folder, SessionExport export, Sessions ask) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(FILE);
    if (Files.notExists(file)) {
      List<String> sessions = ask.ask();
      replace(folder, SESSIONS, String.join("\n", sessions) + (sessions.isEmpty() ? "" : "\n"));
      replace(folder, FILE, heading(export, sessions) + "\n");
      return new ExportManifest(folder, sessions, new TreeMap<>());
    }
    List<String> sessions = Files.readAllLines(folder.resolve(SESSIONS));
    String text = Files.readString(file);
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.isEmpty() || !lines.get(0).equals(heading(export, sessions))) {
      throw new IllegalArgumentException(
          "%s holds another export, or one that was changed: choose an empty folder, or ask for the same with the same format and parts"
              .formatted(folder));
    }
    if (!text.endsWith("\n")) {
      lines.remove(lines.size() - 1);
      replace(folder, FILE, String.join("\n", lines) + "\n");
    }
    Map<String, Part> parts = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      JsonNode part = read(line);
      if (part.has("part")) {
        String name = part.get("part").asText();
        parts.put(
            name,
            new Part(
                name,
                part.get("rows").asLong(),
                part.get("bytes").asLong(),
                part.get("sha256").asText()));
      }
    }
    return new ExportManifest(folder, sessions, parts);
  }

  List<String> sessions() {
    return sessions;
  }

  /** Rows of a part, where its file is there as it was written. */
  java.util.OptionalLong whole(String name) throws IOException {
    Part part = parts.get(name);
    Path file = folder.resolve(name);
    if (part == null
        || Files.notExists(file)
        || Files.size(file) != part.bytes()
        || !sha256(file).equals(part.sha256())) {
      return java.util.OptionalLong.empty();
    }
    return java.util.OptionalLong.of(part.rows());
  }

  /** Notes a part; its file is in its place. */
  void add(String name, int sessionCount, long rows) throws IOException {
    Path file = folder.resolve(name);
    Part part = new Part(name, rows, Files.size(file), sha256(file));
    ObjectNode line = JSON.createObjectNode();
    line.put("part", name).put("sessions", sessionCount).put("rows", rows);
    line.put("bytes", part.bytes()).put("sha256", part.sha256());
    append(line);
    parts.put(name, part);
  }

  /** Notes that every part is there. */
  void complete(int partCount, long rows) throws IOException {
    append(JSON.createObjectNode().put("complete", true).put("parts", partCount).put("rows", rows));
  }

  private void append(ObjectNode line) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve(FILE), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        int unused = channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static String heading(SessionExport export, List<String> sessions) {
    ObjectNode heading = JSON.createObjectNode();
    heading.put("rivulet", "export").put("version", 1).put("question", export.words());
    heading.put("format", export.format().word()).put("sessions", sessions.size());
    heading.put("sessionsPerPart", export.sessionsPerPart());
    MessageDigest digest = digest();
    sessions.forEach(session -> digest.update((session + "\n").getBytes(StandardCharsets.UTF_8)));
    heading.put("sessionsSha256", HexFormat.of().formatHex(digest.digest()));
    return heading.toString();
  }

  private static void replace(Path folder, String name, String text) throws IOException {
    Path fresh = folder.resolve(name + ".new");
    Files.writeString(fresh, text);
    Files.move(
        fresh,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          FILE + " has a line that is no JSON: remove the folder and export anew", e);
    }
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream in = new java.security.DigestInputStream(Files.newInputStream(file), digest)) {
      long unused = in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
