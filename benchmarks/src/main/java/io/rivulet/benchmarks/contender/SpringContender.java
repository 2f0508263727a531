package io.rivulet.benchmarks.contender;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.expression.common.LiteralExpression;
import org.springframework.integration.StaticMessageHeaderAccessor;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.expression.FunctionExpression;
import org.springframework.integration.kafka.outbound.KafkaProducerMessageHandler;
import org.springframework.integration.mqtt.inbound.Mqttv5PahoMessageDrivenChannelAdapter;
import org.springframework.integration.mqtt.support.MqttHeaders;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SimpleKafkaHeaderMapper;
import org.springframework.messaging.Message;

/**
 * Spring Integration: {@code Mqttv5PahoMessageDrivenChannelAdapter -> KafkaProducerMessageHandler},
 * payloads as they are, the MQTT topic as key, no headers mapped (mapping them costs it speed).
 *
 * <p>By default Paho acknowledges when the callback returns, and the handler returns when Kafka's
 * producer has taken the record: nothing ties the PUBACK to Kafka. With manual acknowledgement here
 * the adapter's callback is acknowledged from the handler's success channel, which is after Kafka
 * has the record: at least once, in the order of Kafka's answers; a record that fails is neither
 * acknowledged nor tried again on that connection. The third form, {@code sync=true}, waits for
 * Kafka once a message, and takes one linger and one round trip each.
 *
 * <p>The adapter subscribes inside Paho's callback, on the thread that must first take what a full
 * session already sends: the answer cannot be read until the completion timeout, 30 s by default,
 * has passed. Here it is 1 s, and throughput is measured after it.
 */
final class SpringContender implements Contender {
  private static final long SUBSCRIBE_MILLIS = 1_000;

  private final AnnotationConfigApplicationContext context;

  private SpringContender(AnnotationConfigApplicationContext context) {
    this.context = context;
  }

  /** Switches Spring Integration on. */
  @Configuration
  @EnableIntegration
  static class Integration {}

  static SpringContender start(Assignment assignment, boolean manual) {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.register(Integration.class);
    context.registerBean(
        DefaultKafkaProducerFactory.class,
        () -> new DefaultKafkaProducerFactory<>(producer(assignment)));
    context.registerBean("acknowledged", DirectChannel.class, () -> new DirectChannel());
    context.registerBean(
        "acknowledging",
        IntegrationFlow.class,
        () -> IntegrationFlow.from("acknowledged").handle(SpringContender::acknowledge).get());
    context.registerBean(
        "bridge",
        IntegrationFlow.class,
        () ->
            IntegrationFlow.from(source(assignment, manual))
                .handle(target(context, assignment, manual))
                .get());
    context.refresh();
    return new SpringContender(context);
  }

  private static Mqttv5PahoMessageDrivenChannelAdapter source(
      Assignment assignment, boolean manual) {
    var source =
        new Mqttv5PahoMessageDrivenChannelAdapter(
            DiscardingContender.options(assignment), assignment.clientId(), assignment.filter());
    source.setPersistence(new MemoryPersistence());
    source.setQos(1);
    source.setCompletionTimeout(SUBSCRIBE_MILLIS);
    source.setManualAcks(manual);
    return source;
  }

  @SuppressWarnings("unchecked")
  private static KafkaProducerMessageHandler<String, byte[]> target(
      AnnotationConfigApplicationContext context, Assignment assignment, boolean manual) {
    var target =
        new KafkaProducerMessageHandler<String, byte[]>(
            new KafkaTemplate<String, byte[]>(context.getBean(DefaultKafkaProducerFactory.class)));
    target.setTopicExpression(new LiteralExpression(assignment.topic()));
    target.setMessageKeyExpression(
        new FunctionExpression<Message<?>>(
            message -> message.getHeaders().get(MqttHeaders.RECEIVED_TOPIC)));
    target.setHeaderMapper(new SimpleKafkaHeaderMapper("!*"));
    if (manual) {
      target.setSendSuccessChannelName("acknowledged");
    }
    return target;
  }

  private static void acknowledge(Message<?> message) {
    // Not getAcknowledgmentCallback: the adapter's is the simple kind, and that accessor throws,
    // unseen.
    Objects.requireNonNull(StaticMessageHeaderAccessor.getAcknowledgment(message)).acknowledge();
  }

  private static Map<String, Object> producer(Assignment assignment) {
    Map<String, Object> properties = new HashMap<>(Assignment.PRODUCER);
    properties.put("bootstrap.servers", assignment.bootstrapServers());
    properties.put("key.serializer", StringSerializer.class);
    properties.put("value.serializer", ByteArraySerializer.class);
    return properties;
  }

  @Override
  public void close() {
    context.close();
  }
}
