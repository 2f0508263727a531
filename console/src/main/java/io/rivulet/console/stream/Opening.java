package io.rivulet.console.stream;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What became of a page that asked for a stream. */
public sealed interface Opening {
  /**
   * It streams.
   *
   * @param ended completes when it has ended, and then the exchange may
   */
  record Streaming(CompletableFuture<Void> ended) implements Opening {}

  /** As many streams as allowed are open; nothing was written. */
  record Full() implements Opening {}

  /**
   * None of the topics is there for the caller; nothing was written.
   *
   * @param topics their names
   */
  record NothingThere(List<String> topics) implements Opening {
    /** Copies the names. */
    public NothingThere {
      topics = List.copyOf(topics);
    }
  }
}
