package io.rivulet.simulator.clinic;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Random numbers that are a function of what they are for, not of what was drawn before: any second
 * of any session can be worked out alone, and gives the same numbers every time.
 */
record Noise(long seed) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** Noise of its own for one thing among many. */
  Noise of(long number) {
    return new Noise(random(number).nextLong());
  }

  /** Uniform from low to high. */
  double uniform(long number, double low, double high) {
    return low + (high - low) * random(number).nextDouble();
  }

  /** Normal with mean 0 and standard deviation 1, cut off at 2.5 either side. */
  double normal(long number) {
    SplittableRandom random = random(number);
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    double normal = radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    return Math.max(-2.5, Math.min(2.5, normal));
  }

  /** Six lower-case hexadecimal digits. */
  String name(long number) {
    return String.format(Locale.ROOT, "%06x", random(number).nextInt(1 << 24));
  }

  private SplittableRandom random(long number) {
    return new SplittableRandom(seed ^ (number + 1) * GOLDEN);
  }
}
