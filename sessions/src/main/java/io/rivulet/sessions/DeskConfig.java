package io.rivulet.sessions;

import io.rivulet.domain.desk.DeskRules;
import io.rivulet.domain.desk.Plausibility;
import io.rivulet.domain.series.Instrument;
import io.rivulet.domain.series.OutcomeRules;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.http.Tokens;
import java.util.Map;
import java.util.Optional;

/**
 * How a session desk runs.
 *
 * @param host address it listens on
 * @param port 0 for a free one
 * @param tokens who may use it
 * @param kafka settings of the Kafka clients
 * @param topicPrefix what topic names begin with
 * @param partitions of topics it has to make
 * @param replicas of topics it has to make
 * @param registryUrl schema registry, where there is one
 * @param transactionalId shared by all desks
 * @param rules what it takes, asks about and refuses
 * @param outcomes when a site speaks of remission
 */
public record DeskConfig(
    String host,
    int port,
    Tokens tokens,
    Map<String, Object> kafka,
    String topicPrefix,
    int partitions,
    int replicas,
    Optional<String> registryUrl,
    String transactionalId,
    DeskRules rules,
    OutcomeRules outcomes) {
  /** Copies what Kafka's clients are given. */
  public DeskConfig {
    kafka = Map.copyOf(kafka);
  }

  /** The settings named {@code sessions.}, {@code outcome.} and those of Kafka. */
  public static DeskConfig from(Settings settings) {
    return new DeskConfig(
        settings.get(Catalogue.SESSIONS_HOST),
        settings.get(Catalogue.SESSIONS_PORT),
        Tokens.parse(
            Catalogue.SESSIONS_TOKENS.name(), settings.find(Catalogue.SESSIONS_TOKENS).orElse("")),
        settings.kafka(),
        settings.get(Catalogue.TOPIC_PREFIX),
        settings.get(Catalogue.TOPIC_PARTITIONS),
        settings.get(Catalogue.TOPIC_REPLICAS),
        settings.find(Catalogue.SCHEMA_REGISTRY_URL),
        settings.get(Catalogue.SESSIONS_TRANSACTIONAL_ID),
        rules(settings),
        new OutcomeRules(
            Map.of(
                Instrument.PHQ_9,
                settings.get(Catalogue.OUTCOME_REMISSION_PHQ9),
                Instrument.MADRS,
                settings.get(Catalogue.OUTCOME_REMISSION_MADRS))));
  }

  /** A session takes corrections for as long as the topology works them into its results. */
  private static DeskRules rules(Settings settings) {
    DeskRules defaults = DeskRules.DEFAULT;
    Plausibility values = defaults.values();
    return new DeskRules(
        defaults.times(),
        new Plausibility(
            settings.get(Catalogue.SESSIONS_WEIGHT_CHANGE_PERCENT) / 100.0,
            values.weightFromKg(),
            values.weightToKg(),
            settings.get(Catalogue.SESSIONS_DOSE_ASK),
            settings.get(Catalogue.SESSIONS_DOSE_MAX),
            values.otherPerKgMax(),
            values.chartedTwiceWithin()),
        settings.get(Catalogue.STREAMS_LATENESS_HORIZON),
        defaults.openMax(),
        defaults.eventsMax());
  }
}
