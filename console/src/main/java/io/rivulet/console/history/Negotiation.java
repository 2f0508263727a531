package io.rivulet.console.history;

import io.rivulet.store.export.ExportFormat;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which format a request wants: {@code format=} says it, else Accept, else JSON. */
final class Negotiation {
  private static final int MAX_ACCEPT = 1_000;

  private Negotiation() {}

  private record Wish(String mediaType, double quality) {}

  /**
   * Chooses.
   *
   * @return empty where nothing that is accepted is written
   * @throws IllegalArgumentException where {@code format=} is not known
   */
  static Optional<ExportFormat> choose(Optional<String> format, Optional<String> accept) {
    if (format.isPresent()) {
      return Optional.of(
          ExportFormat.named(format.get())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "format \"%s\" is not one of %s"
                              .formatted(shown(format.get()), ExportFormat.words()))));
    }
    if (accept.isEmpty() || accept.get().isBlank()) {
      return Optional.of(ExportFormat.JSON);
    }
    if (accept.get().length() > MAX_ACCEPT) {
      return Optional.empty();
    }
    List<Wish> wishes =
        Arrays.stream(accept.get().split(",", -1))
            .map(Negotiation::wish)
            .filter(wish -> wish.quality > 0)
            .sorted(Comparator.comparingDouble(Wish::quality).reversed())
            .toList();
    return wishes.stream().flatMap(wish -> written(wish.mediaType).stream()).findFirst();
  }

  private static Optional<ExportFormat> written(String mediaType) {
    return switch (mediaType) {
      case "*/*", "application/*" -> Optional.of(ExportFormat.JSON);
      case "text/*" -> Optional.of(ExportFormat.CSV);
      case "application/ndjson" -> Optional.of(ExportFormat.NDJSON);
      default -> ExportFormat.ofMediaType(mediaType);
    };
  }

  private static Wish wish(String text) {
    String[] parts = text.strip().toLowerCase(Locale.ROOT).split(";", -1);
    double quality = 1;
    for (String part : parts) {
      if (part.strip().startsWith("q=")) {
        quality = quality(part.strip().substring(2));
      }
    }
    return new Wish(parts[0].strip(), quality);
  }

  private static double quality(String text) {
    try {
      double quality = Double.parseDouble(text);
      return quality >= 0 && quality <= 1 ? quality : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static String shown(String value) {
    String safe = value.replaceAll("\\p{Cntrl}", "?");
    return safe.length() <= 40 ? safe : safe.substring(0, 40).concat("...");
  }
}
