package io.rivulet.streams.session;

import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import io.rivulet.domain.vitals.LimitsVersion;
import io.rivulet.schemas.limits.LimitsProfileJson;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.topic.LimitsKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of limits profiles that have arrived. The store behind it is filled by another
 * thread, at any moment; {@link #refresh} says whether something came since, so that sessions can
 * be judged again.
 */
final class LimitsCatalogue {
  private static final Logger LOG = LoggerFactory.getLogger(LimitsCatalogue.class);

  private final ReadOnlyKeyValueStore<String, ValueAndTimestamp<LimitsProfileRecord>> store;
  private final Map<String, Versions<LimitsVersion>> read = new HashMap<>();
  private final Set<String> refused = new HashSet<>();

  LimitsCatalogue(ReadOnlyKeyValueStore<String, ValueAndTimestamp<LimitsProfileRecord>> store) {
    this.store = store;
  }

  /** A profile's versions as last read; none where it has not arrived. */
  Versions<LimitsVersion> versions(String profile) {
    return read.computeIfAbsent(profile, this::load);
  }

  /** Reads again what was asked for before; true where any of it changed. */
  boolean refresh() {
    boolean changed = false;
    for (Map.Entry<String, Versions<LimitsVersion>> entry : read.entrySet()) {
      Versions<LimitsVersion> now = load(entry.getKey());
      changed |= !now.equals(entry.getValue());
      entry.setValue(now);
    }
    return changed;
  }

  private Versions<LimitsVersion> load(String profile) {
    List<Version<LimitsVersion>> versions = new ArrayList<>();
    try (KeyValueIterator<String, ValueAndTimestamp<LimitsProfileRecord>> found =
        store.prefixScan(LimitsKey.prefix(profile), new StringSerializer())) {
      while (found.hasNext()) {
        next(found).ifPresent(record -> add(versions, record));
      }
    } catch (IllegalArgumentException e) {
      LOG.warn("no limits for a session: {}", e.getMessage());
    }
    return Versions.of(versions);
  }

  /** Empty where a version cannot be read: the store is filled from the topic as it is. */
  private Optional<LimitsProfileRecord> next(
      KeyValueIterator<String, ValueAndTimestamp<LimitsProfileRecord>> found) {
    String key = found.peekNextKey();
    try {
      return Optional.of(found.next().value.value());
    } catch (SerializationException | AvroRuntimeException e) {
      if (refused.add(key)) {
        LOG.error("limits {} are not used: {}", key, e.getMessage());
      }
      return Optional.empty();
    }
  }

  private void add(List<Version<LimitsVersion>> versions, LimitsProfileRecord record) {
    try {
      versions.add(
          new Version<>(
              record.getFrom(),
              new LimitsVersion(
                  record.getProfile(),
                  record.getVersion(),
                  LimitsProfileJson.parse(record.getJson()).profile())));
    } catch (IllegalArgumentException e) {
      if (refused.add(record.getProfile() + record.getVersion())) {
        LOG.error(
            "limits profile {} version {} is not used: {}",
            record.getProfile(),
            record.getVersion(),
            e.getMessage());
      }
    }
  }
}
