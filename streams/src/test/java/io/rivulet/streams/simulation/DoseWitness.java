package io.rivulet.streams.simulation;

import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.PumpStateRecord;
import io.rivulet.streams.simulation.KnownFacts.From;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a pump delivered by drug, worked out the slow and plain way from all its samples in order,
 * without any of the product's code.
 */
final class DoseWitness {
  /** What the samples of one pump and drug come to. */
  static final class Account {
    long samples;
    long volumeNanolitres;
    long estimatedNanolitres;
    long uncertaintyNanolitres;
    long checkedCounterNanolitres;
    long checkedRateNanolitres;
    int resets;

    /** Roundings to a nanolitre on the way; each may differ by one. */
    int roundings;

    double amount;
    double amountPerKg;
    boolean concentrationMissing;
    boolean weightMissing;

    /** Whether counter and rate x time disagree by more than 10 % and 0.2 mL. */
    boolean mismatch() {
      long difference = Math.abs(checkedCounterNanolitres - checkedRateNanolitres);
      return difference > 200_000 && difference > 0.1 * checkedRateNanolitres;
    }

    /** Whether a nanolitre more or less would change the judgement. */
    boolean nearMismatch() {
      long difference = Math.abs(checkedCounterNanolitres - checkedRateNanolitres);
      return Math.abs(difference - Math.max(200_000, 0.1 * checkedRateNanolitres))
          <= 2.0 * roundings;
    }
  }

  private final KnownFacts facts;
  private final String session;
  private final List<PumpSampleRecord> samples;
  private final List<From<Double>> weights;
  private final Map<String, Account> accounts = new TreeMap<>();

  private DoseWitness(KnownFacts facts, String session, String device) {
    this.facts = facts;
    this.session = session;
    this.samples = facts.pumpSamples(session, device);
    this.weights = facts.weights(session);
  }

  static Map<String, Account> accounts(KnownFacts facts, String session, String device) {
    DoseWitness witness = new DoseWitness(facts, session, device);
    for (int i = 0; i < witness.samples.size(); i++) {
      witness.account(witness.samples.get(i).getDrug()).samples++;
      if (i > 0) {
        witness.moved(i - 1);
      }
    }
    return witness.accounts;
  }

  private Account account(String drug) {
    return accounts.computeIfAbsent(drug, d -> new Account());
  }

  private void moved(int index) {
    PumpSampleRecord earlier = samples.get(index);
    PumpSampleRecord later = samples.get(index + 1);
    Account account = account(earlier.getDrug());
    double hours = hours(earlier.getDeviceTime(), later.getDeviceTime());
    boolean near = hours * 3600 <= 60;
    long unseen = Math.round(Math.max(flow(earlier), flow(later)) * 1e6 * hours);
    if (earlier.getDeliveredNanolitres() == null || later.getDeliveredNanolitres() == null) {
      account.roundings++;
      if (near) {
        long volume = Math.round(flow(earlier) * 1e6 * hours);
        account.estimatedNanolitres += volume;
        deliver(account, index, volume);
      } else {
        account.uncertaintyNanolitres += unseen;
      }
      return;
    }
    long delta = later.getDeliveredNanolitres() - earlier.getDeliveredNanolitres();
    if (delta < 0) {
      account.roundings++;
      account.resets++;
      account.uncertaintyNanolitres += unseen;
      return;
    }
    if (near && earlier.getRateMlPerHour() != null) {
      account.roundings++;
      account.checkedCounterNanolitres += delta;
      account.checkedRateNanolitres += Math.round(flow(earlier) * 1e6 * hours);
    }
    deliver(account, index, delta);
  }

  /** Shares a volume out by time over what was in force. */
  private void deliver(Account account, int index, long nanolitres) {
    account.volumeNanolitres += nanolitres;
    if (nanolitres == 0) {
      return;
    }
    Instant start = samples.get(index).getDeviceTime();
    Instant end = samples.get(index + 1).getDeviceTime();
    Double reported = reported(index);
    List<From<Double>> recorded = facts.concentrations(session, samples.get(index).getDrug());
    Set<Instant> cuts = new TreeSet<>();
    weights.forEach(version -> cuts.add(version.start()));
    recorded.forEach(version -> cuts.add(version.start()));
    cuts.removeIf(cut -> !cut.isAfter(start) || !cut.isBefore(end));
    cuts.add(end);
    Instant from = start;
    for (Instant to : cuts) {
      double share = start.equals(end) ? 1 : hours(from, to) / hours(start, end);
      Double concentration = reported != null ? reported : KnownFacts.at(recorded, from);
      Double weightKg = KnownFacts.at(weights, from);
      account.concentrationMissing |= concentration == null;
      account.weightMissing |= weightKg == null;
      if (concentration != null) {
        double amount = nanolitres / 1e6 * share * concentration;
        account.amount += amount;
        account.amountPerKg += weightKg == null ? 0 : amount / weightKg;
      }
      account.roundings++;
      from = to;
    }
  }

  /**
   * What the pump said it held: the latest it said of this drug, or where it had said nothing and
   * the session says nothing either, the first it says later.
   */
  private Double reported(int index) {
    Map<String, Double> said = new HashMap<>();
    String drug = samples.get(index).getDrug();
    for (int i = index; i >= 0; i--) {
      if (samples.get(i).getDrug().equals(drug) && samples.get(i).getConcentrationPerMl() != null) {
        said.putIfAbsent(drug, samples.get(i).getConcentrationPerMl());
      }
    }
    if (said.isEmpty() && facts.concentrations(session, drug).isEmpty()) {
      for (int i = samples.size() - 1; i > index; i--) {
        if (samples.get(i).getDrug().equals(drug)
            && samples.get(i).getConcentrationPerMl() != null) {
          said.put(drug, samples.get(i).getConcentrationPerMl());
        }
      }
    }
    return said.get(drug);
  }

  private static double flow(PumpSampleRecord sample) {
    boolean delivers =
        sample.getState() == PumpStateRecord.RUN
            || sample.getState() == PumpStateRecord.BOLUS
            || sample.getState() == PumpStateRecord.KVO;
    return delivers && sample.getRateMlPerHour() != null ? sample.getRateMlPerHour() : 0;
  }

  private static double hours(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 3.6e12;
  }
}
