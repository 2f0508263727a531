package io.rivulet.console.access;

import io.javalin.http.Context;
import io.rivulet.console.RouteGroup;
import java.util.Optional;
import java.util.function.Supplier;

/** Knows people: finds out who asks, lets them in and out, and keeps what they did. */
public interface Access extends RouteGroup {
  /**
   * Who asks.
   *
   * @return empty where nobody is signed in
   * @throws io.rivulet.console.http.RefusedException where they are known and must not ask like
   *     this: from another site's page, or too often
   */
  Optional<Caller> caller(Context context);

  /**
   * Says later, as often as it is asked, who it is that this request came from: for answers that
   * stay open. To be asked so is not to be there: it keeps no session alive.
   *
   * @return empty where they are signed in no more; it throws {@link
   *     io.rivulet.store.read.StoreUnavailableException} where that cannot be known now
   */
  default Supplier<Optional<Caller>> again(Context context) {
    Optional<Caller> caller = Optional.of(Caller.of(context));
    return () -> caller;
  }

  /**
   * Has somebody told of each change, made here, of who is signed in or of what they may.
   *
   * @param told must return at once
   */
  default void onChange(Runnable told) {}

  /** Keeps what people do. */
  ConsoleAudit audit();
}
