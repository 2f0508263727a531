package io.rivulet.alerting.clerk;

import io.rivulet.alerting.notification.AlertState;
import io.rivulet.alerting.notification.Reason;
import io.rivulet.domain.alert.AlertPriority;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Function;

/** Values by the names that tables have for them. */
final class Codes {
  private Codes() {}

  static AlertState state(String code) throws SQLException {
    return of(AlertState.values(), AlertState::code, code);
  }

  static AlertPriority priority(String code) throws SQLException {
    return of(AlertPriority.values(), AlertPriority::code, code);
  }

  static Reason reason(String code) throws SQLException {
    return of(Reason.values(), Reason::code, code);
  }

  private static <T> T of(T[] values, Function<T, String> codeOf, String code) throws SQLException {
    return Arrays.stream(values)
        .filter(value -> codeOf.apply(value).equals(code))
        .findFirst()
        .orElseThrow(() -> new SQLException("a row has '" + code + "', which nothing is called"));
  }
}
