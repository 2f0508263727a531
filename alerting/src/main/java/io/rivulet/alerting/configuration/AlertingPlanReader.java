package io.rivulet.alerting.configuration;

import io.rivulet.alerting.oncall.EscalationPolicy;
import io.rivulet.alerting.oncall.OnCall;
import io.rivulet.alerting.oncall.PeopleReader;
import io.rivulet.alerting.oncall.PolicyReader;
import io.rivulet.alerting.oncall.ScheduleReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Reads the alerting file as a whole. */
public final class AlertingPlanReader {
  private AlertingPlanReader() {}

  /**
   * Reads a plan.
   *
   * @throws InvalidConfigurationException with everything that is wrong, by line
   */
  public static AlertingPlan read(String text) throws InvalidConfigurationException {
    return ConfigurationFile.read(text, root -> plan(root, versionOf(text)));
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

  private static AlertingPlan plan(Section root, String version) {
    OnCall onCall = ScheduleReader.read(root, PeopleReader.read(root));
    Map<String, EscalationPolicy> policies = PolicyReader.read(root);
    PreflightRules preflight = PreflightRules.read(root);
    root.end();
    return new AlertingPlan(version, onCall, policies, preflight);
  }
}
