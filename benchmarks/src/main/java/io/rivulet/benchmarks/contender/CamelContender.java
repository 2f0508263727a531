package io.rivulet.benchmarks.contender;

import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Constants;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * An Apache Camel route {@code paho-mqtt5 -> kafka}, payloads as they are, the MQTT topic as key.
 *
 * <p>By default ({@code manualAcksEnabled=false}) the component returns from Paho's callback once
 * the asynchronous Kafka producer has taken the exchange, and Paho then acknowledges: nothing ties
 * the PUBACK to Kafka, and what was in the producer's buffer when the process dies is gone. With
 * manual acknowledgement the PUBACK is sent when the exchange completes, which is after Kafka's
 * callback, on one of ten worker threads: at least once, but in no order, and by bare packet
 * identifier; an exchange that fails is neither acknowledged nor tried again on that connection.
 */
final class CamelContender implements Contender {
  private final CamelContext context;

  private CamelContender(CamelContext context) {
    this.context = context;
  }

  static CamelContender start(Assignment assignment, boolean manual) throws Exception {
    CamelContext context = new DefaultCamelContext();
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(source(assignment, manual))
                .setHeader(KafkaConstants.KEY, header(PahoMqtt5Constants.MQTT_TOPIC))
                .to(target(assignment));
          }
        });
    context.start();
    return new CamelContender(context);
  }

  private static String source(Assignment assignment, boolean manual) {
    return "paho-mqtt5:"
        + assignment.filter().replace("+", "%2B")
        + "?brokerUrl="
        + assignment.mqttUri()
        + "&clientId="
        + assignment.clientId()
        + "&qos=1&cleanStart=false&sessionExpiryInterval="
        + Assignment.SESSION_EXPIRY_SECONDS
        + "&receiveMaximum="
        + assignment.receiveMaximum()
        + "&manualAcksEnabled="
        + manual;
  }

  private static String target(Assignment assignment) {
    // What Camel has no option of its own for is handed to Kafka's client as it is.
    String producer =
        Assignment.PRODUCER.entrySet().stream()
            .map(setting -> "additionalProperties." + setting.getKey() + "=" + setting.getValue())
            .sorted()
            .collect(Collectors.joining("&"));
    return "kafka:"
        + assignment.topic()
        + "?brokers="
        + assignment.bootstrapServers()
        + "&valueSerializer=org.apache.kafka.common.serialization.ByteArraySerializer"
        + "&recordMetadata=false&"
        + producer;
  }

  @Override
  public void close() {
    context.stop();
  }
}
