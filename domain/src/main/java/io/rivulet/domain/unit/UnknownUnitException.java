package io.rivulet.domain.unit;

/** A unit that no rule knows. The value it came with is never guessed at. */
public final class UnknownUnitException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the quantity, what was found and what is accepted.
   *
   * @param quantity what was being read, such as {@code rate}
   * @param unit the text found
   * @param accepted the texts that would have been read
   */
  public UnknownUnitException(String quantity, String unit, String accepted) {
    super(quantity + " has unit \"" + unit + "\"; accepted are " + accepted);
  }
}
