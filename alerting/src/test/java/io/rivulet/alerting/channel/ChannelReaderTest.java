package io.rivulet.alerting.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rivulet.alerting.template.DefaultWording;
import io.rivulet.runtime.yaml.ConfigurationFile;
import io.rivulet.runtime.yaml.ConfigurationProblem;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChannelReaderTest {
  private static final String ALL =
      """
      zones:
        default: Europe/Berlin
        zurich: Europe/Zurich
      channels:
        ward:
          type: webhook
          url: https://ward.example/hook?x=1
          secrets: [env:NEW, file:/run/secrets/old]
          form: cloudevents-binary
          bearer: env:TOKEN
          persons: true
          threads: 4
          rate: {perMinute: 120, burst: 10}
          retry: {for: P1D}
          connectTimeout: PT1S
          answerTimeout: PT3S
          allowAddresses: [10.0.0.0/8, "fd00::/8"]
          ca: /etc/rivulet/ca.pem
          template:
            title: "{{priority}} {{site}}"
        relay: {type: alertmanager-webhook, url: "https://relay.example/am"}
        am: {type: alertmanager, url: "https://am.example", resendEvery: PT30S}
        pager: {type: pagerduty, routingKey: env:PAGER}
        chat: {type: slack, url: env:SLACK}
        mail:
          type: email
          host: relay.example
          user: rivulet
          password: file:/run/secrets/mail
          from: Rivulet <rivulet@clinic.example>
        log: {type: log}
      """;

  @Test
  @Requirement("NOTIFY-022")
  void everyKindIsRead() throws Exception {
    Channels channels = read(ALL);
    assertThat(channels.byName()).hasSize(7);
    WebhookChannel ward = (WebhookChannel) channels.byName().get("ward");
    assertThat(ward.pace()).isEqualTo(new Pace(4, 120, 10, Duration.ofDays(1)));
    assertThat(ward.envelope()).isEqualTo(WebhookChannel.Envelope.CLOUDEVENTS_BINARY);
    assertThat(ward.secrets()).hasSize(3);
    assertThat(ward.endpoint().network().allowAddresses()).hasSize(2);
    assertThat(ward.endpoint().toString()).isEqualTo("https://ward.example/...");
    assertThat(ward.wording().title().source()).isEqualTo("{{priority}} {{site}}");
    assertThat(ward.wording().text()).isEqualTo(DefaultWording.PLAIN.text());
    assertThat(ward.reachesPersons()).isTrue();
    assertThat(((PagerDutyChannel) channels.byName().get("pager")).endpoint().url().toString())
        .isEqualTo("https://events.pagerduty.com/v2/enqueue");
    assertThat(((AlertmanagerChannel) channels.byName().get("am")).resendEvery())
        .isEqualTo(Duration.ofSeconds(30));
    MailRelay relay = ((EmailChannel) channels.byName().get("mail")).relay();
    assertThat(relay.security()).isEqualTo(MailRelay.Security.STARTTLS);
    assertThat(relay.port()).isEqualTo(587);
    assertThat(channels.byName().get("log").pace()).isEqualTo(Pace.DEFAULT);
    assertThat(channels.zones().of(Optional.of("zurich"))).isEqualTo(ZoneId.of("Europe/Zurich"));
    assertThat(channels.zones().of(Optional.empty())).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(read(ALL)).isEqualTo(channels);
  }

  @Test
  @Requirement("NOTIFY-022")
  void everyMistakeIsFoundAtOnceWithItsLine() {
    List<String> problems =
        problems(
            """
            channels:
              a: {type: telegraph}
              b: {type: webhook, url: "http://169.254.169.254/latest"}
              c: {type: webhook, url: "https://user:pass@x.example/"}
              d: {type: webhook, url: "ftp://x.example/"}
              e: {type: webhook, url: "https://x.example/", secrets: [whsec_c2VjcmV0], colour: red}
              f: {type: pagerduty}
              g: {type: email, host: x.example, from: nobody, security: none, user: u, password: env:P}
              h: {type: webhook, url: "https://x.example/", template: {title: "{{prioritty}}"}}
              i: {type: webhook, url: "https://x.example/", template: {text: "{{#alerts}}"}}
              j: {type: log, rate: {perMinute: 0}, retry: {for: PT1S}}
              "k k": {type: log}
              l: {type: webhook}
            zones: {zurich: Europe/Nowhere}
            """);
    assertThat(problems)
        .anySatisfy(
            p -> assertThat(p).startsWith("line 2, channels.a.type").contains("'telegraph'"))
        .anySatisfy(p -> assertThat(p).startsWith("line 3").contains("cloud metadata"))
        .anySatisfy(p -> assertThat(p).startsWith("line 4").contains("user or password"))
        .anySatisfy(p -> assertThat(p).startsWith("line 5").contains("https://"))
        .anySatisfy(p -> assertThat(p).startsWith("line 6").contains("env:NAME or file:/path"))
        .anySatisfy(
            p -> assertThat(p).startsWith("line 6").contains("colour").contains("not known"))
        .anySatisfy(p -> assertThat(p).startsWith("line 7").contains("routingKey"))
        .anySatisfy(p -> assertThat(p).startsWith("line 8").contains("a login needs security"))
        .anySatisfy(p -> assertThat(p).startsWith("line 9").contains("{{prioritty}}", "priority"))
        .anySatisfy(p -> assertThat(p).startsWith("line 10").contains("no template"))
        .anySatisfy(p -> assertThat(p).startsWith("line 11").contains("0 is not 1 to 6000"))
        .anySatisfy(p -> assertThat(p).startsWith("line 11").contains("PT1M"))
        .anySatisfy(p -> assertThat(p).startsWith("line 12").contains("k k"))
        .anySatisfy(p -> assertThat(p).startsWith("line 13").contains("url"))
        .anySatisfy(p -> assertThat(p).startsWith("line 14").contains("Europe/Nowhere"));
    assertThat(String.join("\n", problems)).doesNotContain("c2VjcmV0", "pass@");
  }

  @Test
  @Requirement("NOTIFY-022")
  void aPersonsAddressIsJudgedByTheChannel() throws Exception {
    Channels channels = read(ALL);
    Channel mail = channels.byName().get("mail");
    assertThat(mail.addressProblem("maria@clinic.example")).isEmpty();
    assertThat(mail.addressProblem("maria")).isPresent();
    assertThat(mail.addressProblem("a@b.example, c@d.example")).isPresent();
    assertThat(mail.addressProblem("a@b.example\r\nBcc: c@d.example")).isPresent();
    assertThat(channels.byName().get("ward").addressProblem("+41 79 000 00 00")).isEmpty();
    assertThat(channels.byName().get("chat").addressProblem("@maria")).isPresent();
  }

  private static Channels read(String text) throws InvalidConfigurationException {
    return ConfigurationFile.read(
        text,
        root -> {
          Channels channels = ChannelReader.read(root);
          root.end();
          return channels;
        });
  }

  private static List<String> problems(String text) {
    return catchThrowableOfType(InvalidConfigurationException.class, () -> read(text))
        .problems()
        .stream()
        .map(ConfigurationProblem::toString)
        .toList();
  }
}
