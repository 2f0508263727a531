package io.rivulet.domain.course;

import java.time.Instant;

/**
 * A rule as a pure step over elements in their order. The same elements in the same order always
 * lead to equal states, so that what a {@link Course} finds depends on the set of elements alone.
 *
 * @param <E> what is judged: samples, readings
 * @param <S> where the rule stands: an immutable value, small enough to be kept for every live
 *     session, from which the findings can be read
 */
public interface Rule<E, S> {
  /** Before the first element. */
  S start();

  /**
   * Takes one element that is later than all before.
   *
   * @return where the rule stands then; the given state is left as it is
   */
  S step(S state, E element);

  /**
   * Lets go of findings that were over before an instant, so that states stay small however long a
   * session lasts. It must not change what later steps find: forgetting before a step and after it
   * leads to equal states. By default nothing is let go.
   *
   * @param before findings that ended earlier are final; one that ended at this very instant is not
   */
  default S forget(S state, Instant before) {
    return state;
  }
}
