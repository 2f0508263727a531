package io.rivulet.store.export;

/** What the values of a column are; every format writes each of them in a type of its own. */
public enum ColumnType {
  /** Text in UTF-8. */
  TEXT,
  /** A whole number of 64 bits. */
  WHOLE,
  /** A floating-point number of 64 bits. */
  NUMBER,
  /** True or false. */
  FLAG,
  /** An instant, microseconds since 1970 UTC. */
  TIME
}
