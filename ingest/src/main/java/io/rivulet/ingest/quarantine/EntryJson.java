package io.rivulet.ingest.quarantine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/** An entry as one line of JSON, for programs. What is not known is left out. */
public final class EntryJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private EntryJson() {}

  /** The line, without its end; times in UTC, ISO-8601. */
  public static String line(Entry entry) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("id", entry.id());
      json.writeStringField("stage", entry.stage());
      json.writeStringField("reason", entry.reason());
      json.writeStringField("detail", entry.detail());
      json.writeStringField("origin", entry.origin());
      optional(json, "site", entry.site());
      optional(json, "device", entry.device());
      optional(json, "session", entry.session());
      json.writeStringField("firstReceived", entry.firstReceived().toString());
      json.writeStringField("lastReceived", entry.lastReceived().toString());
      json.writeNumberField("deliveries", entry.deliveries());
      json.writeNumberField("payloadBytes", entry.payloadBytes());
      json.writeNumberField("keptBytes", entry.keptBytes());
      json.writeStringField("state", entry.state().word());
      if (entry.state() instanceof EntryState.Redriven redriven) {
        json.writeStringField("redrivenTime", redriven.time().toString());
        json.writeStringField("redrivenBy", redriven.by());
        json.writeStringField("redrivenTo", redriven.to());
        json.writeBooleanField("redrivenCorrected", redriven.corrected());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void optional(JsonGenerator json, String name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    }
  }
}
