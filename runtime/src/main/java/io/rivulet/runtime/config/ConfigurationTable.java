package io.rivulet.runtime.config;

/** The settings as the rows of a Markdown table, for docs/configuration.md and {@code --help}. */
public final class ConfigurationTable {
  private ConfigurationTable() {}

  /** One row: key, what it takes, default, meaning. */
  public static String row(Setting<?> setting) {
    return "| `"
        + setting.name()
        + "` | "
        + setting.kind()
        + " | "
        + setting.defaultText().map(text -> "`" + text + "`").orElse("none")
        + " | "
        + setting.doc()
        + " |";
  }

  /** Every row, one a line. */
  public static String rows() {
    StringBuilder text = new StringBuilder();
    Catalogue.all().forEach(setting -> text.append(row(setting)).append('\n'));
    return text.toString();
  }
}
