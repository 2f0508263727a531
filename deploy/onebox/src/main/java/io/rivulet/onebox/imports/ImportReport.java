package io.rivulet.onebox.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.store.imports.ImportEntry;
import java.util.List;

/** What an import did, or would do, as JSON. */
public final class ImportReport {
  /** Refusals that are listed; of more, the first ones. */
  public static final int REFUSALS_MAX = 1_000;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ImportReport() {}

  /** What would be done. */
  public static ObjectNode dry(Recording recording, boolean before) {
    return parts(recording).put("state", before ? "imported before" : "dry run");
  }

  /** What was done. */
  public static ObjectNode done(Recording recording, ImportEntry entry, boolean before) {
    ObjectNode json = parts(recording).put("state", before ? "imported before" : "imported");
    entry.finished().ifPresent(finished -> json.put("finished", finished.toString()));
    return json;
  }

  private static ObjectNode parts(Recording recording) {
    ObjectNode json = NODES.objectNode();
    json.put("file", recording.plan().trace());
    json.put("kind", recording.kind());
    json.put("sha256", recording.sha256());
    json.put("session", recording.plan().session().value());
    json.put("site", recording.plan().site());
    json.put("shiftDays", recording.plan().shift().days());
    json.put("from", recording.plan().first().toString());
    json.put("to", recording.plan().last().toString());
    json.put("devices", recording.plan().devices().size());
    json.put("samples", recording.plan().messages().size());
    json.put("refused", recording.refused().size());
    ArrayNode refusals = json.putArray("refusals");
    List<Refusal> told = recording.refused();
    told.subList(0, Math.min(REFUSALS_MAX, told.size()))
        .forEach(one -> refusals.addObject().put("at", one.place()).put("reason", one.reason()));
    return json;
  }
}
