package io.rivulet.schemas.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.testkit.Requirement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is on the wire today, byte for byte. A difference means that consumers elsewhere may break:
 * run with {@code -Dgolden.write=true} only where the change was meant, and review the new files.
 */
class GoldenBytesTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  @BeforeAll
  static void writeWhereAsked() throws IOException {
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(FOLDER);
      for (var entry : Examples.all().entrySet()) {
        SpecificRecord example = entry.getValue();
        Files.writeString(FOLDER.resolve(entry.getKey() + ".hex"), hex(encode(example)));
        Files.writeString(FOLDER.resolve(entry.getKey() + ".json"), json(example));
      }
    }
  }

  static Stream<String> names() {
    return Examples.all().keySet().stream();
  }

  @Requirement("CONTRACT-009")
  @ParameterizedTest
  @MethodSource("names")
  void theBytesAreTheCommittedOnes(String name) throws IOException {
    SpecificRecord example = Examples.all().get(name);
    assertThat(hex(encode(example))).isEqualTo(committed(name + ".hex"));
    assertThat(json(example)).isEqualTo(committed(name + ".json"));
  }

  @Requirement("CONTRACT-009")
  @ParameterizedTest
  @MethodSource("names")
  void theCommittedBytesAreRead(String name) throws Exception {
    SpecificRecord example = Examples.all().get(name);
    String hex = Files.readString(FOLDER.resolve(name + ".hex"));
    byte[] bytes = HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    assertThat(decode(example, bytes)).isEqualTo(example);
  }

  @ParameterizedTest
  @MethodSource("names")
  void theCommittedJsonOfAPayloadIsRead(String name) throws Exception {
    if (name.startsWith("mqtt.")) {
      byte[] json = Files.readAllBytes(FOLDER.resolve(name + ".json"));
      SpecificRecord example = Examples.all().get(name);
      assertThat(PayloadCodec.decode(kind(example), json)).isEqualTo(example);
    }
  }

  @Test
  void everyExampleFillsEveryField() {
    Examples.all()
        .forEach(
            (name, example) ->
                example
                    .getSchema()
                    .getFields()
                    .forEach(
                        field ->
                            assertThat(example.get(field.pos()))
                                .as(name + "." + field.name())
                                .isNotNull()));
  }

  private static PayloadKind kind(SpecificRecord payload) {
    return Stream.of(PayloadKind.values())
        .filter(kind -> kind.schema().equals(payload.getSchema()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isPayload(SpecificRecord record) {
    return record.getSchema().getNamespace().equals("io.rivulet.schemas.mqtt");
  }

  private static byte[] encode(SpecificRecord record) {
    return isPayload(record) ? PayloadCodec.avro(record) : serde(record).encode(record);
  }

  private static SpecificRecord decode(SpecificRecord example, byte[] bytes) throws Exception {
    return isPayload(example)
        ? PayloadCodec.decode(kind(example), bytes)
        : serde(example).decode(bytes);
  }

  @SuppressWarnings("unchecked")
  private static AvroSerde<SpecificRecord> serde(SpecificRecord record) {
    return AvroSerde.of((Class<SpecificRecord>) record.getClass());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes).replaceAll("(.{80})", "$1\n") + "\n";
  }

  private static String json(SpecificRecord record) throws IOException {
    if (isPayload(record)) {
      return new String(PayloadCodec.json(record), StandardCharsets.UTF_8) + "\n";
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonEncoder encoder = EncoderFactory.get().jsonEncoder(record.getSchema(), out, false);
    SpecificData data = SpecificData.getForClass(record.getClass());
    new SpecificDatumWriter<SpecificRecord>(record.getSchema(), data).write(record, encoder);
    encoder.flush();
    return out.toString(StandardCharsets.UTF_8) + "\n";
  }

  private static String committed(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }
}
