package io.rivulet.domain.session;

/** How a drug enters the body. */
public enum Route {
  /** Into a vein. */
  IV("intravenous"),
  /** Into a muscle. */
  IM("intramuscular"),
  /** Into the nose. */
  IN("intranasal"),
  /** By mouth. */
  PO("oral"),
  /** Under the tongue. */
  SL("sublingual"),
  /** Under the skin. */
  SC("subcutaneous");

  private final String words;

  Route(String words) {
    this.words = words;
  }

  /** What people call it. */
  public String words() {
    return words;
  }

  /**
   * The route with this code.
   *
   * @throws IllegalArgumentException naming what is accepted
   */
  public static Route ofCode(String code) {
    return Checks.constant(Route.class, "route", code);
  }
}
