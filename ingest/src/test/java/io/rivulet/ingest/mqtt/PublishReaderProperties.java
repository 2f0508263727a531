package io.rivulet.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttPingResp;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttPublish;
import org.eclipse.paho.mqttv5.common.packet.MqttSubAck;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** Packets are those of Paho's own writer, so that the reader is judged by another's hand. */
@Requirement("BRIDGE-065")
class PublishReaderProperties {
  private static final int MAX_BYTES = 1 << 20;

  private final List<Arrival> arrivals = new ArrayList<>();

  @Property(tries = 100)
  void takesEveryPublishAndLeavesTheRestWholeHoweverTheStreamIsCut(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int packets) throws Exception {
    arrivals.clear();
    Random random = new Random(seed);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    ByteArrayOutputStream others = new ByteArrayOutputStream();
    List<MqttMessage> published = new ArrayList<>();
    List<String> topics = new ArrayList<>();
    for (int i = 0; i < packets; i++) {
      if (random.nextInt(5) == 0) {
        byte[] other = bytes(random.nextBoolean() ? new MqttPingResp() : subAck(random));
        stream.write(other);
        others.write(other);
      } else {
        MqttMessage message = message(random, i);
        String topic = "rivulet/v1/site/dev\u00efce-" + random.nextInt(9) + "/pump";
        published.add(message);
        topics.add(topic);
        stream.write(bytes(publish(topic, message, 1 + i)));
      }
    }

    byte[] passed = readAll(new Torn(stream.toByteArray(), random), random);

    assertThat(passed).isEqualTo(others.toByteArray());
    assertThat(arrivals).hasSameSizeAs(published);
    for (int i = 0; i < published.size(); i++) {
      MqttMessage message = published.get(i);
      Arrival arrival = arrivals.get(i);
      assertThat(arrival.topic()).isEqualTo(topics.get(i));
      assertThat(arrival.payload()).isEqualTo(message.getPayload());
      assertThat(arrival.qos()).isEqualTo(message.getQos());
      assertThat(arrival.duplicate()).isEqualTo(message.isDuplicate());
      assertThat(arrival.packetId()).isEqualTo(message.getQos() == 0 ? 0 : message.getId());
    }
  }

  @Property(tries = 500)
  void endsAConnectionThatSendsRubbishWithAnIoExceptionOnly(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] rubbish = new byte[1 + random.nextInt(300)];
    random.nextBytes(rubbish);
    rubbish[0] = (byte) (0x30 | random.nextInt(4));

    try {
      readAll(new ByteArrayInputStream(rubbish), random);
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("broker");
    }
  }

  @Example
  void refusesAPacketLargerThanTheBrokerWasTold() {
    byte[] header = {0x32, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F};

    assertThatThrownBy(() -> readAll(new ByteArrayInputStream(header), new Random(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("at most " + MAX_BYTES);
  }

  private byte[] readAll(InputStream in, Random random) throws IOException {
    ByteArrayOutputStream passed = new ByteArrayOutputStream();
    PublishReader reader = new PublishReader(in, MAX_BYTES, arrivals::addAll);
    byte[] buffer = new byte[64];
    while (true) {
      try {
        int count = reader.read(buffer, 0, 1 + random.nextInt(buffer.length));
        if (count < 0) {
          return passed.toByteArray();
        }
        passed.write(buffer, 0, count);
      } catch (SocketTimeoutException e) {
        // As Paho does: it tries again.
      }
    }
  }

  private static MqttMessage message(Random random, int id) {
    int size = random.nextInt(20) == 0 ? random.nextInt(150_000) : random.nextInt(400);
    byte[] payload = new byte[size];
    random.nextBytes(payload);
    MqttMessage message = new MqttMessage(payload);
    message.setQos(random.nextInt(2));
    message.setId(message.getQos() == 0 ? 0 : 1 + id);
    message.setDuplicate(message.getQos() == 1 && random.nextInt(4) == 0);
    MqttProperties properties = new MqttProperties();
    if (random.nextInt(3) == 0) {
      properties.setContentType("application/json");
      properties.setUserProperties(
          List.of(new UserProperty("key", "v".repeat(random.nextInt(300)))));
    }
    message.setProperties(properties);
    return message;
  }

  private static MqttPublish publish(String topic, MqttMessage message, int id) {
    MqttPublish publish = new MqttPublish(topic, message, message.getProperties());
    publish.setMessageId(message.getQos() == 0 ? 0 : id);
    publish.setDuplicate(message.isDuplicate());
    return publish;
  }

  private static MqttSubAck subAck(Random random) throws MqttException {
    MqttProperties properties = new MqttProperties();
    properties.setReasonString("r".repeat(random.nextInt(200)));
    MqttSubAck subAck = new MqttSubAck(new int[] {1, 1}, properties);
    subAck.setMessageId(1 + random.nextInt(1000));
    return subAck;
  }

  private static byte[] bytes(MqttWireMessage packet) throws MqttException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(packet.getHeader());
    out.write(packet.getPayload());
    return out.toByteArray();
  }

  /** Gives as many bytes as it likes at a time, and sometimes none before its timeout. */
  private static final class Torn extends InputStream {
    private final ByteArrayInputStream in;
    private final Random random;

    Torn(byte[] bytes, Random random) {
      this.in = new ByteArrayInputStream(bytes);
      this.random = random;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("read in bulk");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (random.nextInt(6) == 0) {
        throw new SocketTimeoutException("nothing came");
      }
      int most = random.nextInt(3) == 0 ? 1 + random.nextInt(9) : 1 + random.nextInt(9_000);
      return in.read(bytes, offset, Math.min(length, most));
    }

    @Override
    public int available() {
      return in.available();
    }
  }
}
