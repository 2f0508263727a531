package io.rivulet.domain.dose;

import java.util.Locale;

/**
 * What makes two spellings one drug: pumps write "Ketamine", sessions "ketamine". Accounts of one
 * pump keep the spelling as it was sent; what is summed over pumps, and every limit, goes by this.
 */
public final class DrugName {
  private DrugName() {}

  /** The name without surrounding space, in the small letters of no language in particular. */
  public static String key(String drug) {
    return drug.strip().toLowerCase(Locale.ROOT);
  }
}
