package io.rivulet.onebox.cli;

/** How wide lines may be. */
final class Terminal {
  private static final int USUAL_CHARACTERS = 120;
  private static final int LEAST_CHARACTERS = 60;

  private Terminal() {}

  /** Where tables are cut: COLUMNS where the shell exports it, 120 otherwise; 0 into a pipe. */
  static int widthCharacters() {
    if (System.console() == null) {
      return 0;
    }
    String columns = System.getenv("COLUMNS");
    return columns != null && columns.matches("\\d{1,4}")
        ? Math.max(LEAST_CHARACTERS, Integer.parseInt(columns))
        : USUAL_CHARACTERS;
  }
}
