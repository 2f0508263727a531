package io.rivulet.store.cohort;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A cohort's manifest as JSON, with its fields in one order. */
public final class ManifestJson {
  private ManifestJson() {}

  /** The same manifest is the same text. */
  public static String of(CohortManifest manifest) {
    return json(manifest).toPrettyString();
  }

  /** The same, to be added to; a researcher's does not say where landing stood. */
  public static ObjectNode json(CohortManifest manifest) {
    CohortVersion cohort = manifest.cohort();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("cohort", cohort.name());
    json.put("version", cohort.version());
    json.put("definitionSha256", cohort.sha256());
    json.put("asOf", cohort.asOf().toString());
    if (cohort.owner().isEmpty()) {
      json.put("landed", cohort.landed());
    }
    json.put("sessionCount", manifest.members().size());
    json.put("subjectCount", manifest.subjects());
    json.put("siteCount", manifest.sites());
    json.put("fewSubjects", manifest.fewSubjects());
    json.put("checksum", manifest.checksum());
    ArrayNode changed = json.putArray("changed");
    manifest.changed().forEach(changed::add);
    ArrayNode sessions = json.putArray("sessions");
    manifest.members().forEach(sessions::add);
    return json;
  }
}
