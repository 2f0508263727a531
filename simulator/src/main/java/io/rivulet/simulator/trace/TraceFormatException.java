package io.rivulet.simulator.trace;

/**
 * A trace that cannot be replayed. The message is for the person who chose the file: it names file,
 * line, column and value where there is one, and says that nothing was published.
 */
public final class TraceFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String NOTHING = "; nothing was published";

  /** A file that is wrong as a whole. */
  public TraceFormatException(String file, String problem) {
    super(file + ": " + problem + NOTHING);
  }

  /**
   * A row that is wrong.
   *
   * @param line line of the file, from 1, at which the row begins
   * @param column name of the column
   * @param value the text found there
   * @param accepted what would have been read
   */
  public TraceFormatException(
      String file, long line, String column, String value, String accepted) {
    super(
        file
            + ", line "
            + line
            + ", column "
            + column
            + ": \""
            + value
            + "\" is not "
            + accepted
            + NOTHING);
  }
}
