package io.rivulet.streams.deadletter;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a record that cannot be read or judged: it goes to the dead letters with the
 * reason, and the next one is taken. Kafka's own handlers would copy the record whole beside a
 * stack trace, and a dead letter too large to be written ends the thread, again and again. And they
 * would go on after a failure of the state store, which is none of the record's doing: here the
 * thread fails, and the record is tried again by the one that replaces it.
 */
public final class DeadLetterHandler
    implements DeserializationExceptionHandler, ProcessingExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);

  private String topic = "";

  @Override
  public void configure(Map<String, ?> configs) {
    Object configured = configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
    topic = configured == null ? "" : configured.toString();
  }

  @Override
  public DeserializationExceptionHandler.Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
    return DeserializationExceptionHandler.Response.resume(
        letters(context, record.key(), record.value(), failure));
  }

  @Override
  public ProcessingExceptionHandler.Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception failure) {
    if (failure instanceof StreamsException) {
      return ProcessingExceptionHandler.Response.fail();
    }
    return ProcessingExceptionHandler.Response.resume(
        letters(context, context.sourceRawKey(), context.sourceRawValue(), failure));
  }

  private List<ProducerRecord<byte[], byte[]>> letters(
      ErrorHandlerContext context, byte[] key, byte[] value, Exception failure) {
    DeadLetter letter = DeadLetter.of(context, key, value, failure);
    LOG.warn("set aside by {}: {}", context.processorNodeId(), letter.reason());
    LOG.debug("set aside", failure);
    // What the wall clock set off has no record, and a dead letter of nothing helps nobody.
    return topic.isEmpty() || context.topic() == null ? List.of() : List.of(letter.record(topic));
  }
}
