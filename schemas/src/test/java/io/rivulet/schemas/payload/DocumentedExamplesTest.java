package io.rivulet.schemas.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.StatusPayload;
import io.rivulet.schemas.mqtt.VitalsPayload;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/mqtt.md, read by the code they describe. */
class DocumentedExamplesTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "mqtt.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("```json (\\w+)(?: (\\w+))?\\n(.*?)```", Pattern.DOTALL);
  private static final Instant RECEIVED = Instant.parse("2026-11-21T09:30:01Z");

  record Example(PayloadKind kind, String outcome, String json) {}

  static Stream<Example> examples() throws IOException {
    return EXAMPLE
        .matcher(Files.readString(DOCUMENT))
        .results()
        .map(
            match ->
                new Example(
                    PayloadKind.ofTopicLevel(match.group(1)).orElseThrow(),
                    match.group(2) == null ? "taken" : match.group(2),
                    match.group(3)));
  }

  @Requirement("CONTRACT-014")
  @ParameterizedTest
  @MethodSource("examples")
  void theDocumentSaysWhatHappens(Example example) {
    assertThat(outcome(example)).isEqualTo(example.outcome());
  }

  @Test
  void everyKindHasAnExample() throws IOException {
    assertThat(examples().filter(example -> example.outcome().equals("taken")))
        .extracting(Example::kind)
        .contains(PayloadKind.values())
        .hasSizeGreaterThanOrEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(RefusalReason.class)
  void everyReasonIsExplained(RefusalReason reason) throws IOException {
    assertThat(Files.readString(DOCUMENT)).contains("`" + reason + "`");
  }

  private static String outcome(Example example) {
    try {
      SpecificRecord payload =
          PayloadCodec.decode(example.kind(), example.json().getBytes(StandardCharsets.UTF_8));
      SpecificRecord mapped =
          switch (example.kind()) {
            case PUMP -> PayloadMapping.pump((PumpPayload) payload, RECEIVED, false);
            case VITALS -> PayloadMapping.vitals((VitalsPayload) payload, RECEIVED, false);
            case STATUS -> PayloadMapping.status((StatusPayload) payload, RECEIVED);
          };
      assertThat(mapped).isNotNull();
      return "taken";
    } catch (RefusedPayloadException e) {
      return e.reason().name();
    }
  }
}
