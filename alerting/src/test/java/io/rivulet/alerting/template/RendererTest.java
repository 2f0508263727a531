package io.rivulet.alerting.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.alerting.notification.AlertState;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.notification.Reason;
import io.rivulet.alerting.notification.TestNotifications;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.testkit.Requirement;
import java.net.URI;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RendererTest {
  private static final SiteZones ZONES =
      new SiteZones(Map.of("zurich", ZoneId.of("Europe/Zurich")), ZoneOffset.UTC);

  @Test
  @Requirement("NOTIFY-030")
  void whatIsMostUrgentComesFirstAndEverythingIsThere() {
    Notification notification =
        TestNotifications.to(
            TestNotifications.of("n1", Reason.FLAPPING, "i1", "mail", AlertPriority.HIGH),
            "maria@clinic.example");
    Rendered words = Renderer.render(DefaultWording.PLAIN, notification, ZONES);
    assertThat(words.title())
        .isEqualTo("HIGH zurich room 4: Pressure excursion 182 mm[Hg] (limit 165), ketamine");
    assertThat(words.text())
        .isEqualTo(
            """
            HIGH zurich room 4: comes and goes, held

            HIGH Pressure excursion, not acknowledged
            systolic 182 mm[Hg] against at most 165 mm[Hg] <ART>
            Since 2026-11-21 03:57:10 CET (2026-11-21 02:57:10 UTC)
            Session S-0042
            Device pump-7
            Went and came back 6 times

            Why you, Maria: route zurich, policy night, step 1
            Incident i1
            Rivulet does not replace the alarm at the bedside.""");
  }

  @Test
  @Requirement("NOTIFY-033")
  void eachAlertLeadsToItsPageOnTheConsole() {
    Notification notification =
        TestNotifications.of("n1", Reason.OPENED, "i1", "mail", AlertPriority.HIGH);
    String page =
        "https://rivulet.example/alerts/" + notification.alerts().get(0).id().replace(" ", "%20");
    Optional<URI> console = Optional.of(URI.create("https://rivulet.example"));

    for (Wording wording :
        List.of(DefaultWording.PLAIN, DefaultWording.MAIL, DefaultWording.CHAT)) {
      assertThat(Renderer.render(wording, notification, ZONES, console).text().lines())
          .contains(page);
      assertThat(Renderer.render(wording, notification, ZONES).text()).doesNotContain("/alerts/");
    }
    assertThat(
            Renderer.render(DefaultWording.MAIL, notification, ZONES, console).html().orElseThrow())
        .contains("<a href=\"" + page + "\">");
  }

  @Test
  @Requirement("NOTIFY-030")
  void whatOneAlertHasDoesNotShowAtTheNext() {
    Notification two =
        new Notification(
            "n1",
            Reason.CHANGED,
            "i1",
            "log",
            Optional.empty(),
            List.of(
                TestNotifications.alert(AlertPriority.HIGH, AlertState.ACKNOWLEDGED, 3),
                TestNotifications.alert(AlertPriority.LOW, AlertState.OPEN, 0)),
            5,
            "why",
            TestNotifications.CREATED);
    String text = Renderer.render(DefaultWording.PLAIN, two, ZONES).text();
    assertThat(text).containsOnlyOnce("maria knows: on my way").containsOnlyOnce("came back 3");
    assertThat(text).contains("And 5 more");
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  @Requirement("NOTIFY-030")
  void everyReasonReadsWellInEveryForm(Reason reason) {
    Notification notification =
        TestNotifications.of("n1", reason, "i1", "log", AlertPriority.MEDIUM);
    for (Wording wording :
        List.of(DefaultWording.PLAIN, DefaultWording.MAIL, DefaultWording.CHAT)) {
      Rendered words = Renderer.render(wording, notification, ZONES);
      assertThat(words.title()).isNotBlank().doesNotContain("{{", "\n");
      assertThat(words.text())
          .doesNotContain("{{")
          .contains("Incident i1", "does not replace the alarm at the bedside");
    }
    String title = Renderer.render(DefaultWording.PLAIN, notification, ZONES).title();
    assertThat(title.startsWith("TEST")).isEqualTo(reason == Reason.TEST);
    assertThat(title.startsWith("OVER"))
        .isEqualTo(reason == Reason.RESOLVED || reason == Reason.WITHDRAWN);
  }

  @Test
  @Requirement("NOTIFY-031")
  void whatIsFilledInIsEscapedForTheForm() {
    Notification notification = TestNotifications.opened("n1", "i1<b>&", "log");
    String template = "{{incident}}";
    assertThat(render(template, Form.PLAIN, notification)).isEqualTo("i1<b>&");
    assertThat(render(template, Form.HTML, notification)).isEqualTo("i1&lt;b&gt;&amp;");
    assertThat(render(template, Form.SLACK, notification)).isEqualTo("i1&lt;b&gt;&amp;");
  }

  @Test
  @Requirement("NOTIFY-031")
  void aTitleIsOneLineOfBoundedLength() {
    Notification notification = TestNotifications.opened("n1", "a\r\nBcc: b@c.example", "log");
    Wording wording =
        new Wording(
            new Text("{{incident}}", Form.PLAIN), new Text("x", Form.PLAIN), Optional.empty());
    assertThat(Renderer.render(wording, notification, ZONES).title())
        .isEqualTo("a Bcc: b@c.example");
    Notification longest =
        TestNotifications.opened("n1", String.join("", Collections.nCopies(300, "y")), "log");
    assertThat(Renderer.render(wording, longest, ZONES).title()).hasSize(250).endsWith("…");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{unknown}}",
        "{{#alerts}}{{unknown}}{{/alerts}}",
        "{{^unknown}}x{{/unknown}}",
        "{{{incident}}}",
        "{{&incident}}",
        "{{> other}}",
        "{{=<% %>=}}",
        "{{#alerts}}",
        "{{/alerts}}",
        "{{incident"
      })
  @Requirement("NOTIFY-031")
  void whatIsNoTemplateIsRefused(String source) {
    assertThatThrownBy(() -> new Text(source, Form.PLAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("template");
  }

  private static String render(String source, Form form, Notification notification) {
    Wording wording =
        new Wording(new Text("t", Form.PLAIN), new Text(source, form), Optional.empty());
    return Renderer.render(wording, notification, ZONES).text();
  }
}
