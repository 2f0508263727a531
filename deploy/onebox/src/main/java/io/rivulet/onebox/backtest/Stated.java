package io.rivulet.onebox.backtest;

import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.PressureTallyRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what the topology states: of each id the last word. */
final class Stated {
  private final AvroSerde<ExcursionRecord> excursionSerde = AvroSerde.of(ExcursionRecord.class);
  private final AvroSerde<PressureTallyRecord> tallySerde = AvroSerde.of(PressureTallyRecord.class);
  private final AvroSerde<AlertRecord> alertSerde = AvroSerde.of(AlertRecord.class);
  private final String excursionTopic;
  private final String vitalsTopic;
  private final String tallyTopic;
  private final String alertTopic;
  private final String deadLetterTopic;
  private final Map<String, ExcursionRecord> excursions = new TreeMap<>();
  private final Map<String, PressureTallyRecord> tallies = new TreeMap<>();
  private final Map<String, AlertRecord> alerts = new TreeMap<>();
  private long setAside;

  Stated(String topicPrefix, String deadLetterTopic) {
    this.excursionTopic = Topic.PRESSURE_EXCURSIONS.kafkaName(topicPrefix);
    this.vitalsTopic = Topic.VITALS_EXCURSIONS.kafkaName(topicPrefix);
    this.tallyTopic = Topic.PRESSURE_TALLIES.kafkaName(topicPrefix);
    this.alertTopic = Topic.ALERTS.kafkaName(topicPrefix);
    this.deadLetterTopic = deadLetterTopic;
  }

  void take(String topic, byte[] value) {
    if (topic.equals(excursionTopic) || topic.equals(vitalsTopic)) {
      ExcursionRecord excursion = excursionSerde.decode(value);
      excursions.put(excursion.getSession() + " " + excursion.getId(), excursion);
    } else if (topic.equals(tallyTopic)) {
      PressureTallyRecord tally = tallySerde.decode(value);
      tallies.put(tally.getSession() + " " + tally.getSource(), tally);
    } else if (topic.equals(alertTopic)) {
      AlertRecord alert = alertSerde.decode(value);
      alerts.put(alert.getId(), alert);
    } else if (topic.equals(deadLetterTopic)) {
      setAside++;
    }
  }

  /** Records that could not be read or judged. */
  long setAside() {
    return setAside;
  }

  /** What stands of one session. */
  Statements of(String session) {
    List<Finding> findings = new ArrayList<>();
    excursions.values().stream()
        .filter(e -> !e.getWithdrawn() && e.getSession().equals(session))
        .forEach(e -> findings.add(Finding.of(e)));
    alerts.values().stream()
        .filter(a -> !a.getWithdrawn() && session.equals(a.getSession()))
        .filter(a -> Finding.isFinding(a.getCategory()))
        .forEach(a -> findings.add(Finding.of(a)));
    return new Statements(
        findings,
        tallies.values().stream()
            .filter(tally -> tally.getSession().equals(session))
            .map(Tally::of)
            .toList());
  }
}
