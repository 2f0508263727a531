package io.rivulet.embedded;

/** What a server's data must survive. */
public enum Durability {
  /** The end of any process, and the loss of power: every commit waits for the disk. */
  POWER_LOSS,
  /** The end of any process, not the loss of power: faster, for data that is thrown away anyway. */
  PROCESS_END
}
