package io.rivulet.console.history;

/** Somebody is a researcher, and the console has no database login that reads for researchers. */
final class ResearchUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ResearchUnavailableException() {
    super(
        "the console has no login that reads for researchers: set console.research.user and"
            + " console.research.password to one that was made as docs/research.md says");
  }
}
