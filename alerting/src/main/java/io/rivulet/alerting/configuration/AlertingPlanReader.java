package io.rivulet.alerting.configuration;

import io.rivulet.alerting.channel.ChannelReader;
import io.rivulet.alerting.channel.Channels;
import io.rivulet.alerting.oncall.Finding;
import io.rivulet.alerting.oncall.PeopleReader;
import io.rivulet.alerting.oncall.PolicyReader;
import io.rivulet.alerting.oncall.ScheduleReader;
import io.rivulet.alerting.routing.CareUnitReader;
import io.rivulet.alerting.routing.FlappingReader;
import io.rivulet.alerting.routing.InhibitionReader;
import io.rivulet.alerting.routing.MaintenanceReader;
import io.rivulet.alerting.routing.RouteReader;
import io.rivulet.alerting.watchdog.HeartbeatPlan;
import io.rivulet.alerting.watchdog.WatchdogReader;
import io.rivulet.runtime.yaml.ConfigurationFile;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import io.rivulet.runtime.yaml.Section;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads the alerting file as a whole. */
public final class AlertingPlanReader {
  /** What holds where there is no file: everything goes to the log. */
  static final String DEFAULT =
      """
      channels:
        log:
          type: log
      policies:
        log:
          steps:
            - targets: [{channel: log}]
          lastResort: [{channel: log}]
      routes:
        policy: log
      """;

  private AlertingPlanReader() {}

  /**
   * Reads a plan that was there before, as at a start: findings that come with time, which are gaps
   * in schedules, never refuse it.
   *
   * @throws InvalidConfigurationException with everything that is wrong, by line
   */
  public static AlertingPlan read(String text) throws InvalidConfigurationException {
    return read(text, Optional.empty());
  }

  /**
   * Reads a plan that is new: every finding refuses it that the plan says should.
   *
   * @throws InvalidConfigurationException with everything that is wrong, by line
   */
  public static AlertingPlan read(String text, Instant now) throws InvalidConfigurationException {
    return read(text, Optional.of(now));
  }

  /** What holds where there is no file: every alert goes to the log of the role. */
  public static AlertingPlan withoutFile() {
    try {
      return read(DEFAULT);
    } catch (InvalidConfigurationException e) {
      throw new IllegalStateException("the plan without a file is wrong", e);
    }
  }

  private static AlertingPlan read(String text, Optional<Instant> now)
      throws InvalidConfigurationException {
    return ConfigurationFile.read(
        text,
        root -> {
          AlertingPlan plan = plan(root, versionOf(text));
          if (root.sound()) {
            refused(plan, now).forEach(finding -> tell(root, finding));
          }
          return plan;
        });
  }

  private static AlertingPlan plan(Section root, String version) {
    Channels channels = ChannelReader.read(root);
    PreflightRules preflight = PreflightRules.read(root);
    AlertingPlan plan =
        new AlertingPlan(
            version,
            channels,
            ScheduleReader.read(root, PeopleReader.read(root)),
            PolicyReader.read(root),
            RouteReader.read(root),
            InhibitionReader.read(root),
            MaintenanceReader.read(root),
            CareUnitReader.read(root),
            FlappingReader.read(root),
            preflight,
            WatchdogReader.read(root),
            HeartbeatPlan.read(root));
    root.end();
    References.check(root, channels, preflight.refused().contains(Finding.Kind.CHANNEL));
    return plan;
  }

  private static List<Finding> refused(AlertingPlan plan, Optional<Instant> now) {
    return plan.findings(List.of(), now.orElse(Instant.EPOCH)).stream()
        .filter(finding -> plan.preflight().refused().contains(finding.kind()))
        .filter(finding -> finding.kind() != Finding.Kind.GAP || now.isPresent())
        .toList();
  }

  private static void tell(Section root, Finding finding) {
    Section section = root.named(finding.kind().section()).get(finding.subject());
    if (section == null) {
      root.problem(finding.subject() + " " + finding.message());
    } else {
      section.problem(finding.message());
    }
  }

  /** SHA-256 of a text in UTF-8, in hexadecimal. */
  static String versionOf(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
