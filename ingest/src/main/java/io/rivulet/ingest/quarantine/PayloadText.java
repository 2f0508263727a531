package io.rivulet.ingest.quarantine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A payload for people: JSON laid out one field a line, or else a hex dump. Numbers and names stand
 * as they were sent, also where they are wrong or double. An arrow points at what was refused.
 */
final class PayloadText {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String ARROW = "   <-- refused";

  private final List<String> lines = new ArrayList<>();
  private final Deque<String> path = new ArrayDeque<>();
  private final Culprit culprit;
  private final JsonParser parser;

  private PayloadText(JsonParser parser, Culprit culprit) {
    this.parser = parser;
    this.culprit = culprit;
  }

  /** The lines. */
  static List<String> lines(byte[] payload, Culprit culprit) {
    return json(payload, culprit).orElseGet(() -> HexDump.lines(payload, culprit.byteOffset()));
  }

  private static Optional<List<String>> json(byte[] payload, Culprit culprit) {
    try (JsonParser parser = FACTORY.createParser(utf8(payload))) {
      PayloadText text = new PayloadText(parser, culprit);
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      text.value("", "");
      return parser.nextToken() == null ? Optional.of(text.lines) : Optional.empty();
    } catch (IOException e) {
      // No JSON, or nested deeper than the parser goes.
      return Optional.empty();
    }
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private void value(String start, String fieldPath) throws IOException {
    JsonToken token = parser.currentToken();
    if (token.isStructStart()) {
      structure(start, fieldPath, token == JsonToken.START_OBJECT);
    } else {
      line(start + scalar(token), fieldPath);
    }
  }

  private void structure(String start, String fieldPath, boolean object) throws IOException {
    line(start + (object ? "{" : "["), fieldPath);
    path.addLast("  ");
    JsonToken end = object ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
    boolean first = true;
    while (parser.nextToken() != end) {
      if (!first) {
        comma(lines.size() - 1);
      }
      first = false;
      if (object) {
        String name = parser.currentName();
        parser.nextToken();
        value(quoted(name) + ": ", fieldPath.isEmpty() ? name : fieldPath + "." + name);
      } else {
        // Refusals name the list, not its element.
        value("", fieldPath);
      }
    }
    path.removeLast();
    line(object ? "}" : "]", "");
  }

  private void comma(int line) {
    String text = lines.get(line);
    lines.set(
        line,
        text.endsWith(ARROW)
            ? text.substring(0, text.length() - ARROW.length()) + "," + ARROW
            : text + ",");
  }

  private String scalar(JsonToken token) throws IOException {
    return token == JsonToken.VALUE_STRING ? quoted(parser.getText()) : parser.getText();
  }

  private static String quoted(String text) {
    // Quoted first: a line break becomes \n, and what is still not printable is not shown.
    return '"'
        + Printable.of(new String(JsonStringEncoder.getInstance().quoteAsString(text)))
        + '"';
  }

  private void line(String text, String fieldPath) {
    boolean refused = !fieldPath.isEmpty() && culprit.fields().contains(fieldPath);
    lines.add(String.join("", path) + text + (refused ? ARROW : ""));
  }
}
