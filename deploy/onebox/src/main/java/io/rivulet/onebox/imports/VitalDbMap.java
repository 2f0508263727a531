package io.rivulet.onebox.imports;

import io.rivulet.simulator.trace.VitalQuantity;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the columns of a VitalDB-style file are.
 *
 * @param timeColumn seconds since the start, decimals allowed
 * @param start when the recording began: such files do not say
 * @param subject a pseudonym of the person
 * @param weightKg body weight; empty where none is known
 * @param pumps the pumps, at least a pump or a vital sign
 * @param vitals vital signs by what they are
 * @param etco2 end-tidal carbon dioxide
 */
public record VitalDbMap(
    String timeColumn,
    Instant start,
    String subject,
    OptionalDouble weightKg,
    List<Pump> pumps,
    Map<VitalQuantity, Column> vitals,
    Optional<Column> etco2) {
  /** Pumps of one file. */
  public static final int PUMPS_MAX = 32;

  /**
   * A column and the unit its numbers are in.
   *
   * @param name as in the file's first line
   * @param unit a UCUM unit that device messages may carry
   */
  public record Column(String name, String unit) {
    /** Refuses missing parts. */
    public Column {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(unit, "unit");
    }
  }

  /**
   * A pump.
   *
   * @param drug what it gives
   * @param volume its cumulative counter
   * @param rate its flow
   * @param concentration amount in one mL, in {@code concentrationUnit}
   * @param concentrationUnit such as mg/mL
   */
  public record Pump(
      String drug,
      Optional<Column> volume,
      Optional<Column> rate,
      OptionalDouble concentration,
      String concentrationUnit) {
    /** Refuses a pump of which nothing is known. */
    public Pump {
      if (volume.isEmpty() && rate.isEmpty()) {
        throw new IllegalArgumentException("pump of " + drug + " has neither a volume nor a rate");
      }
    }
  }

  /** Refuses a map of nothing. */
  public VitalDbMap {
    pumps = List.copyOf(pumps);
    Map<VitalQuantity, Column> ordered = new EnumMap<>(VitalQuantity.class);
    ordered.putAll(vitals);
    vitals = Collections.unmodifiableMap(ordered);
    if (pumps.isEmpty() && vitals.isEmpty()) {
      throw new IllegalArgumentException("the map names neither a pump nor a vital sign");
    }
    if (pumps.size() > PUMPS_MAX) {
      throw new IllegalArgumentException(
          "the map names " + pumps.size() + " pumps; at most " + PUMPS_MAX + " are taken");
    }
  }
}
