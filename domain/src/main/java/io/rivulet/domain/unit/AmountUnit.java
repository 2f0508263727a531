package io.rivulet.domain.unit;

/**
 * The canonical units in which an amount of drug is counted. A drug is counted in one of them
 * throughout; they never convert into one another.
 */
public enum AmountUnit {
  /** Mass. Every gram-based unit ends here. */
  MILLIGRAM("mg"),
  /** Biological activity, for insulin, heparin, vasopressin. */
  INTERNATIONAL_UNIT("[IU]"),
  /** Electric charge of an electrolyte. */
  MILLIEQUIVALENT("meq");

  private final String ucum;

  AmountUnit(String ucum) {
    this.ucum = ucum;
  }

  /** The UCUM code, case-sensitive. */
  public String ucum() {
    return ucum;
  }

  /**
   * The unit with this canonical UCUM code.
   *
   * @throws UnknownUnitException if the code is not one of the three
   */
  public static AmountUnit ofUcum(String code) {
    for (AmountUnit unit : values()) {
      if (unit.ucum.equals(code)) {
        return unit;
      }
    }
    throw new UnknownUnitException("amount", code, "mg, [IU], meq");
  }
}
