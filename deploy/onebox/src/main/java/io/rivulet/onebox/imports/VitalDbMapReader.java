package io.rivulet.onebox.imports;

import io.rivulet.runtime.yaml.ConfigurationFile;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import io.rivulet.runtime.yaml.Section;
import io.rivulet.simulator.trace.VitalQuantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads a {@link VitalDbMap} from YAML; docs/imports.md has one. */
public final class VitalDbMapReader {
  private static final String MMHG = "mm[Hg]";

  private VitalDbMapReader() {}

  /**
   * Reads a file.
   *
   * @throws ImportException naming every mistake with its line
   */
  public static VitalDbMap read(Path path) {
    try {
      return parse(Files.readString(path));
    } catch (InvalidConfigurationException e) {
      throw new ImportException("map " + path + ":\n" + e.getMessage(), e);
    } catch (IOException e) {
      throw new ImportException("map " + path + " cannot be read as UTF-8 text: " + e, e);
    }
  }

  /**
   * Reads a text.
   *
   * @throws InvalidConfigurationException with every mistake and its line
   */
  static VitalDbMap parse(String text) throws InvalidConfigurationException {
    return ConfigurationFile.read(text, VitalDbMapReader::map).orElseThrow();
  }

  private static Optional<VitalDbMap> map(Section root) {
    String time = root.text("time");
    Optional<Instant> start = root.find("start", Instant::parse);
    if (!root.has("start")) {
      root.problem("start", "is missing: such files do not say when they began");
    }
    String subject = root.text("subject");
    OptionalDouble weight = number(root, "weightKg");
    List<VitalDbMap.Pump> pumps = new ArrayList<>();
    root.sections("pumps").forEach(section -> pump(section).ifPresent(pumps::add));
    Map<VitalQuantity, VitalDbMap.Column> vitals = new EnumMap<>(VitalQuantity.class);
    pressures(root, "art", vitals, Arterial.ALL);
    pressures(root, "nibp", vitals, Arterial.CUFF);
    column(root, "heartRate", "/min").ifPresent(c -> vitals.put(VitalQuantity.HEART_RATE, c));
    column(root, "spo2", "%").ifPresent(c -> vitals.put(VitalQuantity.SPO2, c));
    column(root, "respiratoryRate", "/min")
        .ifPresent(c -> vitals.put(VitalQuantity.RESPIRATORY_RATE, c));
    Optional<VitalDbMap.Column> etco2 = column(root, "etco2", MMHG);
    root.end();
    return root.make(
        () ->
            new VitalDbMap(
                time, start.orElse(Instant.EPOCH), subject, weight, pumps, vitals, etco2));
  }

  /** Which quantity each component of a pressure is. */
  private static final class Arterial {
    static final Map<String, VitalQuantity> ALL =
        Map.of(
            "systolic", VitalQuantity.ART_SYSTOLIC,
            "diastolic", VitalQuantity.ART_DIASTOLIC,
            "mean", VitalQuantity.ART_MEAN);
    static final Map<String, VitalQuantity> CUFF =
        Map.of(
            "systolic", VitalQuantity.NIBP_SYSTOLIC,
            "diastolic", VitalQuantity.NIBP_DIASTOLIC,
            "mean", VitalQuantity.NIBP_MEAN);
  }

  private static Optional<VitalDbMap.Pump> pump(Section section) {
    String drug = section.text("drug");
    Optional<VitalDbMap.Column> volume = column(section, "volume", "mL");
    Optional<VitalDbMap.Column> rate = column(section, "rate", "mL/h");
    OptionalDouble concentration = number(section, "concentration");
    String unit = section.findText("concentrationUnit").orElse("mg/mL");
    section.end();
    return section.make(() -> new VitalDbMap.Pump(drug, volume, rate, concentration, unit));
  }

  private static void pressures(
      Section root,
      String key,
      Map<VitalQuantity, VitalDbMap.Column> vitals,
      Map<String, VitalQuantity> components) {
    root.find(key)
        .ifPresent(
            section -> {
              String unit = section.findText("unit").orElse(MMHG);
              components.forEach(
                  (component, quantity) ->
                      section
                          .findText(component)
                          .ifPresent(
                              name -> vitals.put(quantity, new VitalDbMap.Column(name, unit))));
              section.end();
            });
  }

  /** A column, as a mapping of its name and its unit. */
  private static Optional<VitalDbMap.Column> column(Section section, String key, String unit) {
    return section
        .find(key)
        .map(
            below -> {
              String name = below.text("column");
              String given = below.findText("unit").orElse(unit);
              below.end();
              return new VitalDbMap.Column(name, given);
            });
  }

  private static OptionalDouble number(Section section, String key) {
    return section
        .find(key, VitalDbMapReader::above0)
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  private static Double above0(String text) {
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is no number", e);
    }
    if (!(number > 0 && number <= 1e6)) {
      throw new IllegalArgumentException(text + " is not above 0 and at most 1,000,000");
    }
    return number;
  }
}
