package io.rivulet.streams.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterHandlerTest {
  private static final Record<String, String> JUDGED = new Record<>("key", "value", 0);

  private final DeadLetterHandler handler = new DeadLetterHandler();

  /** Where the record lay. */
  private record Context(String topic, byte[] sourceRawKey, byte[] sourceRawValue)
      implements ErrorHandlerContext {
    @Override
    public int partition() {
      return 3;
    }

    @Override
    public long offset() {
      return 42;
    }

    @Override
    public Headers headers() {
      return new RecordHeaders();
    }

    @Override
    public String processorNodeId() {
      return "session-rules";
    }

    @Override
    public TaskId taskId() {
      return new TaskId(0, 3);
    }

    @Override
    public long timestamp() {
      return 0;
    }
  }

  @BeforeEach
  void configure() {
    handler.configure(
        Map.of(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, "dead-letters"));
  }

  private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
    return new String(
        letter.headers().lastHeader("__streams.errors." + name).value(), StandardCharsets.UTF_8);
  }

  @Test
  @Requirement("HOSTILE-005")
  void aRecordIsSetAsideWithItsReasonAndItsPlace() {
    byte[] value = {1, 2, 3};

    ProcessingExceptionHandler.Response response =
        handler.handleError(
            new Context("pump.samples", new byte[] {9}, value),
            JUDGED,
            new IllegalArgumentException("rate NaN", new ArithmeticException("why")));

    assertThat(response.result()).isEqualTo(ProcessingExceptionHandler.Result.RESUME);
    ProducerRecord<byte[], byte[]> letter = response.deadLetterQueueRecords().get(0);
    assertThat(letter.topic()).isEqualTo("dead-letters");
    assertThat(letter.value()).isEqualTo(value);
    assertThat(letter.key()).containsExactly(9);
    assertThat(header(letter, "message")).isEqualTo("rate NaN: why");
    assertThat(header(letter, "topic")).isEqualTo("pump.samples");
    assertThat(header(letter, "partition")).isEqualTo("3");
    assertThat(header(letter, "offset")).isEqualTo("42");
  }

  @Test
  @Requirement("HOSTILE-005")
  void aDeadLetterIsSmallHoweverLargeTheRecordAndItsReason() {
    byte[] huge = new byte[20_000_000];

    DeserializationExceptionHandler.Response response =
        handler.handleError(
            new Context("sessions", huge, huge),
            new ConsumerRecord<>("sessions", 3, 42, huge, huge),
            new IllegalArgumentException("x".repeat(5_000_000)));

    assertThat(response.result()).isEqualTo(DeserializationExceptionHandler.Result.RESUME);
    ProducerRecord<byte[], byte[]> letter = response.deadLetterQueueRecords().get(0);
    assertThat(letter.value()).hasSize(64 * 1024);
    assertThat(letter.key()).hasSize(1024);
    assertThat(header(letter, "message")).hasSize(1000);
    assertThat(header(letter, "value.bytes")).isEqualTo("20000000");
  }

  @Test
  @Requirement("HOSTILE-005")
  void aFailureOfTheStateStoreIsNoFaultOfTheRecord() {
    ProcessingExceptionHandler.Response response =
        handler.handleError(
            new Context("sessions", null, null), JUDGED, new ProcessorStateException("disk full"));

    assertThat(response.result()).isEqualTo(ProcessingExceptionHandler.Result.FAIL);
  }

  @Test
  @Requirement("HOSTILE-005")
  void whatTheWallClockSetOffLeavesNoLetter() {
    ProcessingExceptionHandler.Response response =
        handler.handleError(new Context(null, null, null), JUDGED, new IllegalStateException());

    assertThat(response.result()).isEqualTo(ProcessingExceptionHandler.Result.RESUME);
    assertThat(response.deadLetterQueueRecords()).isEqualTo(List.of());
  }
}
