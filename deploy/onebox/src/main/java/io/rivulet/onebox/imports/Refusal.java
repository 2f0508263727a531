package io.rivulet.onebox.imports;

/**
 * Something of a file that is left out.
 *
 * @param place where it stands: a line of the file, or a device and time
 * @param reason what was wrong, with the value and what is accepted
 */
public record Refusal(String place, String reason) {
  @Override
  public String toString() {
    return place + ": " + reason;
  }
}
