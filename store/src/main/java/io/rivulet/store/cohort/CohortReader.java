package io.rivulet.store.cohort;

import io.rivulet.runtime.yaml.ConfigurationFile;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import io.rivulet.runtime.yaml.Section;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads a {@link CohortDefinition} from YAML; docs/cohorts.md has one. */
public final class CohortReader {
  private CohortReader() {}

  /**
   * Reads a text.
   *
   * @throws InvalidConfigurationException with every mistake and its line
   */
  public static CohortDefinition parse(String text) throws InvalidConfigurationException {
    return ConfigurationFile.read(text, CohortReader::definition).orElseThrow();
  }

  private static Optional<CohortDefinition> definition(Section root) {
    String name = root.text("name");
    var sites = root.texts("sites");
    var drugs = root.texts("drugs");
    Optional<Instant> from = root.find("from", Instant::parse);
    Optional<Instant> to = root.find("to", Instant::parse);
    Optional<Section> dose = root.find("dosePerKg");
    OptionalDouble least = dose.map(d -> number(d, "min")).orElse(OptionalDouble.empty());
    OptionalDouble most = dose.map(d -> number(d, "max")).orElse(OptionalDouble.empty());
    dose.ifPresent(Section::end);
    Optional<CohortDefinition.Outcome> outcome = root.find("outcome").map(CohortReader::outcome);
    Optional<CohortDefinition.Excursion> excursion =
        root.find("excursion", CohortReader::excursion);
    var excluded = root.texts("exclude");
    root.end();
    return root.make(
        () ->
            new CohortDefinition(
                name, sites, drugs, from, to, least, most, outcome, excursion, excluded));
  }

  private static CohortDefinition.Outcome outcome(Section section) {
    CohortDefinition.Outcome outcome =
        new CohortDefinition.Outcome(
            section.text("instrument"), number(section, "min"), number(section, "max"));
    section.end();
    return outcome;
  }

  private static CohortDefinition.Excursion excursion(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "any" -> CohortDefinition.Excursion.ANY;
      case "critical" -> CohortDefinition.Excursion.CRITICAL;
      case "none" -> CohortDefinition.Excursion.NONE;
      default -> throw new IllegalArgumentException("'" + text + "' is not any, critical or none");
    };
  }

  private static OptionalDouble number(Section section, String key) {
    return section
        .find(key, CohortReader::finite)
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  private static Double finite(String text) {
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is no number", e);
    }
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("'" + text + "' is not finite");
    }
    return number;
  }
}
