package io.rivulet.alerting.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A template, in Mustache: placeholders, sections, no logic. What is filled in is always escaped
 * for the form.
 *
 * @param source as written, up to {@value #LONGEST} characters
 * @param form what the outcome is read as
 */
public record Text(String source, Form form) {
  /** The longest template. */
  public static final int LONGEST = 4_096;

  private static final Pattern REFUSED_TAG = Pattern.compile("\\{\\{\\s*[{&=>]");
  private static final Set<String> OF_SECTIONS = Set.of("-first", "-last", "-index", ".", "this");

  /**
   * Refuses what cannot be rendered.
   *
   * @throws IllegalArgumentException where it is no template, or has a placeholder that is not
   *     known
   */
  public Text {
    Objects.requireNonNull(form, "form");
    if (source.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a template has " + source.length() + " characters; at most " + LONGEST);
    }
    if (REFUSED_TAG.matcher(source).find()) {
      throw new IllegalArgumentException(
          "a template has one of {{{, {{&, {{= and {{>; only {{name}}, {{#name}}, {{^name}}, {{/name}} and {{! comments}} are taken");
    }
    try {
      compile(source, form).visit(new KnownPlaceholders());
    } catch (MustacheException e) {
      throw new IllegalArgumentException("is no template: " + e.getMessage(), e);
    }
  }

  /** Fills in values by placeholder; what has none is left out. */
  String render(Map<String, Object> values) {
    return compile(source, form).execute(values);
  }

  private static Template compile(String source, Form form) {
    return Mustache.compiler()
        .defaultValue("")
        .emptyStringIsFalse(true)
        .withEscaper(form.escaper())
        .compile(source);
  }

  /** Refuses names that are not there, at the one place where all of them come by. */
  private static final class KnownPlaceholders implements Mustache.Visitor {
    @Override
    public void visitText(String text) {
      if (text.contains("{{")) {
        throw new IllegalArgumentException("a template has {{ without }}");
      }
    }

    @Override
    public void visitVariable(String name) {
      require(name);
    }

    @Override
    public boolean visitInclude(String name) {
      throw new IllegalArgumentException("a template includes '" + name + "'; nothing is included");
    }

    @Override
    public boolean visitParent(String name) {
      return visitInclude(name);
    }

    @Override
    public boolean visitBlock(String name) {
      return visitInclude(name);
    }

    @Override
    public boolean visitSection(String name) {
      require(name);
      return true;
    }

    @Override
    public boolean visitInvertedSection(String name) {
      require(name);
      return true;
    }

    private static void require(String name) {
      if (!OF_SECTIONS.contains(name) && Placeholder.of(name).isEmpty()) {
        throw new IllegalArgumentException(
            "a template has the placeholder {{" + name + "}}; known: " + Placeholder.known());
      }
    }
  }
}
