package io.rivulet.onebox.servers;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a test class only where {@link ContainerServers} can: an engine answers within 60 s and has
 * the configured images, or pulls them within 180 s. Elsewhere {@code RIVULET_IT_CONTAINERS}
 * decides: {@code auto} (default) skips the class and says why, {@code required} fails it, {@code
 * off} skips it without asking.
 *
 * <p>Use: {@code @ExtendWith(WhereContainersRun.class)} on the class.
 */
public final class WhereContainersRun implements ExecutionCondition {
  private static final Logger LOG = LoggerFactory.getLogger(WhereContainersRun.class);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
  private static final Duration PULL_LIMIT = Duration.ofSeconds(180);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (context.getTestMethod().isPresent()) {
      return ConditionEvaluationResult.enabled("its class is");
    }
    return switch (Policy.of(System.getenv("RIVULET_IT_CONTAINERS"))) {
      case OFF -> ConditionEvaluationResult.disabled("RIVULET_IT_CONTAINERS is off");
      case REQUIRED -> {
        prepare();
        yield ConditionEvaluationResult.enabled("containers are required and can run");
      }
      case AUTO -> skipWhereUnavailable(context);
    };
  }

  private static ConditionEvaluationResult skipWhereUnavailable(ExtensionContext context) {
    try {
      prepare();
      return ConditionEvaluationResult.enabled("containers can run");
    } catch (ContainersUnavailableException unavailable) {
      LOG.warn("{} skipped: {}", context.getDisplayName(), unavailable.getMessage());
      return ConditionEvaluationResult.disabled(unavailable.getMessage());
    }
  }

  private static void prepare() {
    ContainerEngine.prepare(ContainerImages.configured().all(), ANSWER_LIMIT, PULL_LIMIT);
  }

  private enum Policy {
    AUTO,
    REQUIRED,
    OFF;

    static Policy of(String setting) {
      String name = setting == null || setting.isBlank() ? "auto" : setting;
      return switch (name.toLowerCase(Locale.ROOT)) {
        case "auto" -> AUTO;
        case "required" -> REQUIRED;
        case "off" -> OFF;
        default ->
            throw new IllegalArgumentException(
                "RIVULET_IT_CONTAINERS is '" + name + "'; it must be auto, required or off");
      };
    }
  }
}
