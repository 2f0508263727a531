package io.rivulet.onebox.faults;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.rivulet.schemas.payload.PayloadCodec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * Messages as a broken, a strange or a hostile device would send them, and good ones among them.
 * The message of a seed and an index is always the same.
 */
final class HostileMessages {
  private static final int BIGGEST_BYTES = 4 * 1024 * 1024;
  private static final int AVRO_HEADER_BYTES = 10;

  /** A topic and what was published to it. */
  record Message(String topic, byte[] payload) {}

  private final long seed;
  private final int payloadMax;
  private final Instant around;

  /**
   * All messages of a seed.
   *
   * @param payloadMax the largest payload in bytes, 1 to 4 MiB
   * @param around the time of the first good message; each later one is a millisecond older
   */
  HostileMessages(long seed, int payloadMax, Instant around) {
    this.seed = seed;
    this.payloadMax = Math.min(payloadMax, BIGGEST_BYTES);
    this.around = around;
  }

  /** The message at an index, 0 or more. */
  Message at(long index) {
    Random random = new Random(seed * 1_000_003 + index);
    Seeds.Kind kind = Seeds.Kind.values()[random.nextInt(Seeds.Kind.values().length)];
    String device = "fuzz-" + random.nextInt(20);
    SpecificRecord good = kind.sample(device, index, around.minusMillis(index));
    String topic = kind.topic(device);
    int choice = random.nextInt(100);
    if (choice < 25) {
      byte[] payload = random.nextBoolean() ? PayloadCodec.json(good) : PayloadCodec.avro(good);
      return new Message(topic, payload);
    }
    if (choice < 33) {
      return new Message(HostileTopics.almost(random, topic), PayloadCodec.json(good));
    }
    return new Message(topic, limited(hostile(random, good)));
  }

  private byte[] hostile(Random random, SpecificRecord good) {
    byte[] json = PayloadCodec.json(good);
    return switch (random.nextInt(12)) {
      case 0 -> bitsFlipped(random, json);
      case 1 -> bitsFlipped(random, PayloadCodec.avro(good));
      case 2 -> bytesMoved(random, json);
      case 3 -> bytesMoved(random, PayloadCodec.avro(good));
      case 4, 5, 6 -> HostileJson.changed(random, new String(json, UTF_8)).getBytes(UTF_8);
      case 7 -> avroChanged(random, PayloadCodec.avro(good));
      case 8 -> noise(random);
      case 9 -> HostileJson.nested(random, new String(json, UTF_8)).getBytes(UTF_8);
      case 10 -> otherEncoding(random, new String(json, UTF_8));
      default -> ofHostileSize(random, json);
    };
  }

  private byte[] limited(byte[] payload) {
    return payload.length <= payloadMax ? payload : Arrays.copyOf(payload, payloadMax);
  }

  private static byte[] bitsFlipped(Random random, byte[] good) {
    byte[] bytes = good.clone();
    for (int flips = random.nextInt(4); flips >= 0; flips--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static byte[] bytesMoved(Random random, byte[] good) {
    byte[] bytes = good;
    for (int changes = random.nextInt(3); changes >= 0 && bytes.length > 0; changes--) {
      int at = random.nextInt(bytes.length);
      int end = at + random.nextInt(bytes.length - at) + 1;
      bytes =
          switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 ->
                joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
            case 2 ->
                joined(Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, at, bytes.length));
            default -> joined(bytes, noise(random));
          };
    }
    return bytes;
  }

  /** Lengths, counts and unions of Avro are varints: any place may become an enormous one. */
  private static byte[] avroChanged(Random random, byte[] good) {
    byte[] bytes = good.clone();
    int body = bytes.length - AVRO_HEADER_BYTES;
    switch (random.nextInt(5)) {
      case 0 -> bytes[2 + random.nextInt(8)] = (byte) random.nextInt(256);
      case 1 -> {
        return Arrays.copyOf(bytes, random.nextInt(AVRO_HEADER_BYTES + 1));
      }
      case 2 -> {
        return joined(bytes, new byte[1 + random.nextInt(64)]);
      }
      case 3 -> {
        byte[] huge = new byte[1 + random.nextInt(10)];
        Arrays.fill(huge, (byte) (0x80 | random.nextInt(128)));
        huge[huge.length - 1] = (byte) random.nextInt(128);
        int at = AVRO_HEADER_BYTES + random.nextInt(body);
        return joined(
            joined(Arrays.copyOf(bytes, at), huge), Arrays.copyOfRange(bytes, at, bytes.length));
      }
      default -> {
        byte[] noise = new byte[body];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, bytes, AVRO_HEADER_BYTES, body);
      }
    }
    return bytes;
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(random.nextInt(20) == 0 ? 5_000 : 300)];
    random.nextBytes(bytes);
    if (bytes.length > 0 && random.nextInt(3) == 0) {
      bytes[0] = (byte) 0xC3;
    }
    return bytes;
  }

  private static byte[] otherEncoding(Random random, String json) {
    List<Function<String, byte[]>> encodings =
        List.of(
            text -> ("\uFEFF" + text).getBytes(UTF_8),
            text -> text.getBytes(UTF_16LE),
            text -> text.getBytes(UTF_16BE),
            text -> ("\uFEFF" + text).getBytes(UTF_16LE),
            text -> ("\uFEFF" + text).getBytes(UTF_16BE),
            text -> text.getBytes(Charset.forName("UTF-32BE")),
            text -> text.getBytes(Charset.forName("UTF-32LE")),
            HostileMessages::overlong);
    return encodings.get(random.nextInt(encodings.size())).apply(json);
  }

  /** Quotes as two bytes, which UTF-8 forbids and careless readers take. */
  private static byte[] overlong(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte b : text.getBytes(UTF_8)) {
      if (b == '"') {
        out.write(0xC0);
        out.write(0xA2);
      } else {
        out.write(b);
      }
    }
    return out.toByteArray();
  }

  private byte[] ofHostileSize(Random random, byte[] good) {
    int bytes =
        switch (random.nextInt(200)) {
          case 0 -> payloadMax;
          case 1 -> 1 + random.nextInt(payloadMax);
          case 2, 3, 4 -> PayloadCodec.MAX_BYTES - 1 + random.nextInt(3);
          default -> random.nextInt(3);
        };
    byte[] payload = Arrays.copyOf(good, bytes);
    if (bytes > good.length) {
      Arrays.fill(payload, good.length, bytes, random.nextBoolean() ? (byte) ' ' : (byte) '[');
    }
    return payload;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
