package io.rivulet.ingest.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers on disk what a client id is subscribed to. The broker keeps subscriptions with the
 * session, also those that a changed configuration no longer asks for: without this, a shard that
 * was handed to another bridge would go on arriving here after a restart.
 */
public final class SubscriptionRecord {
  private static final Logger LOG = LoggerFactory.getLogger(SubscriptionRecord.class);

  private final Path file;

  public SubscriptionRecord(Path directory) {
    this.file = directory.resolve("subscriptions");
  }

  /** The filters last held, empty where nothing is known. */
  List<String> read() {
    try {
      return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
    } catch (IOException e) {
      LOG.warn("Cannot read {}: {}; filters of an earlier configuration may go on", file, e);
      return List.of();
    }
  }

  void write(List<String> filters) {
    try {
      Path draft = file.resolveSibling(file.getFileName() + ".new");
      Files.write(draft, filters, StandardCharsets.UTF_8);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("Cannot write {}: {}; a filter taken out later may go on after a restart", file, e);
    }
  }
}
