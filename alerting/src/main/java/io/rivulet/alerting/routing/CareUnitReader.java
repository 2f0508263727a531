package io.rivulet.alerting.routing;

import io.rivulet.runtime.yaml.Section;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code careUnits}: by name, each with {@code sites} and {@code devices}, names or globs.
 */
public final class CareUnitReader {
  private static final int MOST = 500;

  private CareUnitReader() {}

  /**
   * Reads the key {@code careUnits} of the whole file; the first unit that has an alert counts.
   *
   * @param file the whole file
   */
  public static List<CareUnit> read(Section file) {
    List<CareUnit> units = new ArrayList<>();
    file.named("careUnits")
        .forEach(
            (name, section) -> {
              List<String> sites = section.texts("sites");
              List<String> devices = section.texts("devices");
              section.end();
              section.make(() -> new CareUnit(name, sites, devices)).ifPresent(units::add);
            });
    if (units.size() > MOST) {
      file.problem("careUnits", "are " + units.size() + "; at most " + MOST);
    }
    return List.copyOf(units);
  }
}
