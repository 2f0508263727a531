package io.rivulet.embedded;

import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * Lets Kafka start on machines whose language has its own upper case of i, such as Turkish: Kafka
 * 4.3.1 turns "classic" into the name of a constant in the machine's language, and finds none.
 *
 * <p>The default locale belongs to the whole process, so it is changed only where it must be, for
 * no longer than the start takes, by one start at a time.
 */
final class KafkaLocale {
  private static final Object ONE_AT_A_TIME = new Object();

  private KafkaLocale() {}

  static <T> T call(Callable<T> start) throws Exception {
    // Asked under the lock: outside, it would see the locale that another start has borrowed.
    synchronized (ONE_AT_A_TIME) {
      Locale before = Locale.getDefault();
      if (upperCasesAscii(before)) {
        return start.call();
      }
      Locale.setDefault(Locale.ROOT);
      try {
        return start.call();
      } finally {
        Locale.setDefault(before);
      }
    }
  }

  private static boolean upperCasesAscii(Locale locale) {
    return "i".toUpperCase(locale).equals("I");
  }
}
