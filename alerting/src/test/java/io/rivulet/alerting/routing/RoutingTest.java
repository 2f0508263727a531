package io.rivulet.alerting.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutingTest {
  private static final Labels HIGH_IN_ZURICH =
      new Labels(
          Map.of(
              Label.SITE, "zurich",
              Label.PRIORITY, "high",
              Label.KIND, "physiological",
              Label.CATEGORY, "PRESSURE_EXCURSION",
              Label.SESSION, "S1"));

  private static Route route(String name, List<String> match, Route... children) {
    return route(name, match, false, children);
  }

  private static Route route(String name, List<String> match, boolean goesOn, Route... children) {
    return new Route(
        name,
        match.stream().map(Matcher::parse).toList(),
        RouteTerms.of(name),
        goesOn,
        Arrays.asList(children));
  }

  private static List<String> paths(Routing routing, Labels labels) {
    return routing.route(labels).stream().map(Routed::route).toList();
  }

  @Test
  @Requirement("ROUTE-001")
  void whatNoBranchTakesStaysAtTheRoot() {
    Routing routing = new Routing(route("root", List.of(), route("bern", List.of("site = bern"))));

    assertThat(paths(routing, HIGH_IN_ZURICH)).containsExactly("root");
    assertThat(paths(routing, new Labels(Map.of()))).containsExactly("root");
  }

  @Test
  @Requirement("ROUTE-001")
  void theFirstBranchThatMatchesTakesItAndTheDeepestSays() {
    Routing routing =
        new Routing(
            route(
                "root",
                List.of(),
                route(
                    "zurich",
                    List.of("site = zurich"),
                    route("low", List.of("priority = low")),
                    route("high", List.of("priority = high", "kind = physiological"))),
                route("high", List.of("priority = high"))));

    List<Routed> routed = routing.route(HIGH_IN_ZURICH);
    assertThat(routed).hasSize(1);
    assertThat(routed.get(0).route()).isEqualTo("root/zurich/high");
    assertThat(routed.get(0).terms().policy()).isEqualTo("high");
    assertThat(routed.get(0).why()).isEqualTo("priority = high and kind = physiological");
    assertThat(routed.get(0).group())
        .isEqualTo("site=zurich, category=PRESSURE_EXCURSION, session=S1");
    assertThat(paths(routing, HIGH_IN_ZURICH.with(Label.PRIORITY, "medium")))
        .containsExactly("root/zurich");
  }

  @Test
  @Requirement("ROUTE-001")
  void aBranchThatSaysSoLetsLaterOnesLookToo() {
    Routing routing =
        new Routing(
            route(
                "root",
                List.of(),
                route("log", List.of(), true),
                route("never", List.of("site = bern"), true),
                route("high", List.of("priority = high")),
                route("rest", List.of())));

    assertThat(paths(routing, HIGH_IN_ZURICH)).containsExactly("root/log", "root/high");
  }

  @Test
  @Requirement("ROUTE-001")
  void aRouteIsFoundAgainByItsPathAndOneThatIsGoneIsNot() {
    Routing routing =
        new Routing(
            route("root", List.of(), route("a", List.of("site = a"), route("b", List.of()))));

    assertThat(routing.terms("root/a/b").orElseThrow().policy()).isEqualTo("b");
    assertThat(routing.terms("root").orElseThrow().policy()).isEqualTo("root");
    assertThat(routing.terms("root/a/c")).isEmpty();
    assertThat(routing.terms("other")).isEmpty();
  }

  @Test
  @Requirement("ROUTE-001")
  void theRootHasNoConditionsAndSiblingsHaveNamesOfTheirOwn() {
    assertThatThrownBy(() -> new Routing(route("root", List.of("site = a"))))
        .hasMessageContaining("takes every alert");
    Route twin = route("a", List.of());
    assertThatThrownBy(() -> route("root", List.of(), twin, twin))
        .hasMessageContaining("two children called a");
  }

  @Test
  @Requirement("ROUTE-002")
  void theCareUnitIsTheFirstThatHasTheSiteAndDevice() {
    CareUnit room = new CareUnit("room 3", List.of("zurich*"), List.of("room3-*", "pump-?"));
    CareUnit ward = new CareUnit("ward", List.of("zurich-1"), List.of());
    var at = io.rivulet.alerting.lifecycle.Subject.NONE.at("zurich-1").ofDevice("room3-pump");

    assertThat(CareUnit.of(List.of(room, ward), at)).contains("room 3");
    assertThat(CareUnit.of(List.of(room, ward), at.ofDevice("pump-12"))).contains("ward");
    assertThat(CareUnit.of(List.of(room), at.ofDevice("pump-1"))).contains("room 3");
    assertThat(CareUnit.of(List.of(room, ward), at.at("bern"))).isEmpty();
    assertThatThrownBy(() -> new CareUnit("nowhere", List.of(), List.of()))
        .hasMessageContaining("neither sites nor devices");
  }
}
