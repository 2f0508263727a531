package io.rivulet.onebox;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was started, closed in reverse. A start that fails half-way closes what is there and throws.
 */
public final class Running implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Running.class);

  private record Part(String name, AutoCloseable resource) {}

  private final Deque<Part> parts = new ArrayDeque<>();
  private boolean closed;

  /** Something that may fail to start. */
  @FunctionalInterface
  public interface Start<T extends AutoCloseable> {
    /** Starts it. */
    T start() throws Exception;
  }

  /**
   * Starts one more part; several threads may do so at once.
   *
   * @throws IllegalStateException where it does not start; everything before it is closed by then
   */
  public <T extends AutoCloseable> T add(String name, Start<T> start) {
    try {
      T resource = start.start();
      keep(new Part(name, resource));
      return resource;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new IllegalStateException("interrupted while starting " + name, e);
    } catch (Exception e) {
      close();
      throw new IllegalStateException("cannot start " + name + ": " + e.getMessage(), e);
    }
  }

  private synchronized void keep(Part part) throws Exception {
    if (closed) {
      part.resource.close();
      throw new IllegalStateException("another part failed to start, or the process is ending");
    }
    parts.push(part);
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      try {
        part.resource.close();
      } catch (Exception e) {
        LOG.warn("{} did not close cleanly: {}", part.name, e.toString());
      }
    }
  }
}
