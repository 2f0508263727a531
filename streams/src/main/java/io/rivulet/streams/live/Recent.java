package io.rivulet.streams.live;

import java.util.LinkedHashMap;
import java.util.Map;

/** A bounded map in memory: with one too many, what was used longest ago goes. */
public final class Recent<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int max;

  /**
   * Empty.
   *
   * @param max entries kept, above 0
   */
  public Recent(int max) {
    super(64, 0.75f, true);
    if (max < 1) {
      throw new IllegalArgumentException("nothing can be kept in " + max + " entries");
    }
    this.max = max;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > max;
  }
}
