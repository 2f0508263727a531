package io.rivulet.store.history;

/**
 * Largest triangle, three buckets (Steinarsson 2013): of each bucket the point is kept that spans
 * the largest triangle with the one kept before and the mean of the bucket after. First and last
 * are always kept.
 */
final class Triangles {
  private Triangles() {}

  /**
   * The places of the points that are kept, in order.
   *
   * @param points in order of time
   * @param from the first that counts
   * @param to the end, exclusive
   * @param wanted how many at most, at least 3
   */
  static int[] keep(Points points, int from, int to, int wanted) {
    int size = to - from;
    if (size <= wanted) {
      return java.util.stream.IntStream.range(from, to).toArray();
    }
    int[] kept = new int[wanted];
    kept[0] = from;
    for (int i = 0; i < wanted - 2; i++) {
      int start = from + bound(i, size, wanted);
      int next = from + bound(i + 1, size, wanted);
      int end = Math.min(from + bound(i + 2, size, wanted), to);
      kept[i + 1] = largest(points, kept[i], start, next, Math.max(end, next + 1));
    }
    kept[wanted - 1] = to - 1;
    return kept;
  }

  /**
   * Where a bucket begins; in whole numbers, so that the last one ends at the last point but one.
   */
  private static int bound(int bucket, int size, int wanted) {
    return (int) ((long) bucket * (size - 2) / (wanted - 2)) + 1;
  }

  private static int largest(Points points, int before, int start, int next, int end) {
    double meanTime = 0;
    double meanValue = 0;
    long origin = points.time(before);
    for (int i = next; i < end; i++) {
      meanTime += points.time(i) - origin;
      meanValue += points.value(i);
    }
    meanTime /= end - next;
    meanValue /= end - next;
    int best = start;
    double bestArea = -1;
    for (int i = start; i < next; i++) {
      double area =
          Math.abs(
              -meanTime * (points.value(i) - points.value(before))
                  - (origin - points.time(i)) * (meanValue - points.value(before)));
      if (area > bestArea) {
        bestArea = area;
        best = i;
      }
    }
    return best;
  }
}
