package io.rivulet.console.course;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Lists of items by key. Adding is idempotent and knows no order: of each key the item with the
 * highest revision holds, the later one where they are equal. {@code assets/live/course.js} does
 * the same.
 */
public final class CourseItems {
  private static final Comparator<CourseItem> ORDER =
      Comparator.comparing(CourseItem::place).thenComparing(CourseItem::key);

  private final Map<CourseList, Map<String, CourseItem>> lists = new EnumMap<>(CourseList.class);

  /** Adds an item, or puts it in the place of the one with its key. */
  public CourseItems add(CourseList list, CourseItem item) {
    lists
        .computeIfAbsent(list, name -> new LinkedHashMap<>())
        .merge(item.key(), item, (held, news) -> news.revision() >= held.revision() ? news : held);
    return this;
  }

  /** Adds many. */
  public CourseItems addAll(CourseList list, Collection<? extends CourseItem> items) {
    items.forEach(item -> add(list, item));
    return this;
  }

  /** Adds what others have. */
  public CourseItems addAll(CourseItems others) {
    others.lists.forEach((list, items) -> addAll(list, items.values()));
    return this;
  }

  /** What stands in a list, in order. */
  public List<CourseItem> of(CourseList list) {
    return lists.getOrDefault(list, Map.of()).values().stream()
        .filter(item -> !item.withdrawn())
        .sorted(ORDER)
        .toList();
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return lists.isEmpty();
  }

  /** Those lists that have something, what was withdrawn too, as they go into JSON. */
  public Map<String, List<CourseItem>> news() {
    Map<String, List<CourseItem>> news = new LinkedHashMap<>();
    lists.forEach(
        (list, items) -> news.put(list.field(), items.values().stream().sorted(ORDER).toList()));
    return news;
  }

  /** Every list, in order, as they go into JSON. */
  public Map<String, List<CourseItem>> all() {
    Map<String, List<CourseItem>> all = new LinkedHashMap<>();
    for (CourseList list : CourseList.values()) {
      all.put(list.field(), of(list));
    }
    return all;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CourseItems items && all().equals(items.all());
  }

  @Override
  public int hashCode() {
    return Objects.hash(all());
  }

  @Override
  public String toString() {
    return all().toString();
  }
}
