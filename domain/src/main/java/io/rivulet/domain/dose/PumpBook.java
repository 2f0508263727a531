package io.rivulet.domain.dose;

import io.rivulet.domain.reading.PumpSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The account of one pump in one session as it is carried from sample to sample by {@link
 * PumpRule}. {@link #by} gives it its values.
 *
 * @param drugs in order of first use, at most {@link #MAX_DRUGS}
 * @param first when the earliest sample was taken
 * @param latest the latest sample, as the pump sent it
 */
public record PumpBook(List<DrugSums> drugs, Optional<Instant> first, Optional<PumpSample> latest) {
  /** No sample yet. */
  public static final PumpBook EMPTY = new PumpBook(List.of(), Optional.empty(), Optional.empty());

  /**
   * Names of drugs that one pump keeps apart in one session; what it says under further ones is
   * accounted under {@link #FURTHER}.
   */
  public static final int MAX_DRUGS = 32;

  /** Where drugs beyond the bound are accounted. */
  public static final String FURTHER = "further drugs";

  /** Keeps an unmodifiable copy. */
  public PumpBook {
    drugs = List.copyOf(drugs);
  }

  /** The name under which a drug is accounted. */
  String accountName(String drug) {
    return drugs.size() < MAX_DRUGS - 1 || drugs.stream().anyMatch(s -> s.drug().equals(drug))
        ? drug
        : FURTHER;
  }

  /** The sums of a drug; nothing where the pump has none. */
  public DrugSums sums(String drug) {
    for (DrugSums sums : drugs) {
      if (sums.drug().equals(drug)) {
        return sums;
      }
    }
    return DrugSums.none(drug);
  }

  /** The book after a sample, with the sums that changed. */
  PumpBook after(PumpSample sample, DrugSums changed, Optional<DrugSums> alsoChanged) {
    List<DrugSums> next = new ArrayList<>(drugs);
    alsoChanged.ifPresent(sums -> put(next, sums));
    put(next, changed);
    return new PumpBook(
        next, first.or(() -> Optional.of(sample.origin().time())), Optional.of(sample));
  }

  private static void put(List<DrugSums> drugs, DrugSums sums) {
    for (int i = 0; i < drugs.size(); i++) {
      if (drugs.get(i).drug().equals(sums.drug())) {
        drugs.set(i, sums);
        return;
      }
    }
    drugs.add(sums);
  }

  /** The ledger by the plan as it is now. */
  public DoseLedger by(DosePlan plan) {
    TreeMap<String, DrugAccount> accounts = new TreeMap<>();
    drugs.forEach(sums -> accounts.put(sums.drug(), sums.by(plan)));
    return new DoseLedger(
        accounts,
        first,
        latest.map(
            sample ->
                sample.withConcentration(
                    sample.concentration().or(() -> sums(accountName(sample.drug())).reported()))));
  }
}
