package io.rivulet.alerting.channel;

import io.rivulet.alerting.template.Text;
import io.rivulet.alerting.template.Wording;
import io.rivulet.runtime.yaml.Section;
import java.util.Optional;

/** Reads the templates of a channel, each in place of the one there is otherwise. */
final class WordingReader {
  private WordingReader() {}

  static Wording read(Section channel, Wording otherwise) {
    Optional<Section> found = channel.find("template");
    if (found.isEmpty()) {
      return otherwise;
    }
    Section section = found.get();
    Wording wording =
        new Wording(
            text(section, "title", otherwise.title()),
            text(section, "text", otherwise.text()),
            otherwise.html().map(html -> text(section, "html", html)));
    section.end();
    return wording;
  }

  private static Text text(Section section, String key, Text otherwise) {
    return section.find(key, source -> new Text(source, otherwise.form())).orElse(otherwise);
  }
}
