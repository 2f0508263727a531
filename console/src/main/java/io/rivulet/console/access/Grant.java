package io.rivulet.console.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A role at some sites.
 *
 * @param role what somebody is
 * @param scope where
 */
public record Grant(ConsoleRole role, SiteScope scope) {
  /** What a site is called. */
  public static final Pattern SITE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private static final int MAX_GRANTS = 200;

  /** Refuses missing parts. */
  public Grant {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(scope, "scope");
  }

  /**
   * Reads {@code role} for every site or {@code role@site} for one.
   *
   * @throws IllegalArgumentException naming what cannot be read
   */
  public static Grant parse(String text) {
    String[] parts = text.strip().split("@", -1);
    ConsoleRole role =
        ConsoleRole.named(parts[0])
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "\"" + cut(parts[0]) + "\" is no role; roles are " + roles()));
    if (parts.length == 1) {
      return new Grant(role, new SiteScope.All());
    }
    if (parts.length != 2 || !SITE.matcher(parts[1]).matches()) {
      throw new IllegalArgumentException(
          "\""
              + cut(text)
              + "\" is not role or role@site, with a site of 1 to 64 of letters, digits, '.', '_', '-'");
    }
    return new Grant(role, new SiteScope.Only(Set.of(parts[1])));
  }

  /** Reads several, joined by plus signs. */
  public static List<Grant> parseAll(String text) {
    return Arrays.stream(text.split("\\+", MAX_GRANTS)).map(Grant::parse).toList();
  }

  /** As it is read, one for each site. */
  public List<String> words() {
    if (scope instanceof SiteScope.Only only) {
      return new TreeSet<>(only.sites()).stream().map(site -> role.word() + "@" + site).toList();
    }
    return List.of(role.word());
  }

  /** What of these is also in those: a role where both have it. */
  public static List<Grant> common(List<Grant> these, List<Grant> those) {
    List<Grant> common = new ArrayList<>();
    for (ConsoleRole role : ConsoleRole.values()) {
      SiteScope here = where(role, these);
      SiteScope there = where(role, those);
      SiteScope both = here.and(there);
      if (!both.equals(SiteScope.NONE)) {
        common.add(new Grant(role, both));
      }
    }
    return common;
  }

  /** Where somebody with these has a role. */
  public static SiteScope where(ConsoleRole role, List<Grant> grants) {
    return grants.stream()
        .filter(grant -> grant.role() == role)
        .map(Grant::scope)
        .reduce(SiteScope.NONE, SiteScope::with);
  }

  private static String roles() {
    return Arrays.stream(ConsoleRole.values())
        .map(ConsoleRole::word)
        .collect(Collectors.joining(", "));
  }

  private static String cut(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "..." : text;
  }
}
