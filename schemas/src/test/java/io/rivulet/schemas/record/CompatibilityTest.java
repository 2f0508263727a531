package io.rivulet.schemas.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.mqtt.Devices;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever was written under the committed schemas stays readable. The committed ones move on with
 * a release: {@code -Dcompatibility.write=true} replaces them by today's.
 */
class CompatibilityTest {
  private static final Path FOLDER = Path.of("src/test/resources/compatibility");

  @BeforeAll
  static void moveOnWhereAsked() throws IOException {
    if (Boolean.getBoolean("compatibility.write")) {
      Files.createDirectories(FOLDER);
      for (Schema now : records().toList()) {
        String json = SchemaFormatter.format("json/pretty", now) + "\n";
        Files.writeString(FOLDER.resolve(now.getName() + ".avsc"), json);
      }
    }
  }

  static Stream<Schema> types() {
    return Stream.of(Rivulet.PROTOCOL, Devices.PROTOCOL)
        .flatMap(protocol -> protocol.getTypes().stream());
  }

  static Stream<Schema> records() {
    return types().filter(type -> type.getType() == Schema.Type.RECORD);
  }

  @Requirement("CONTRACT-010")
  @ParameterizedTest
  @MethodSource("records")
  void todaysReaderReadsWhatTheCommittedSchemaWrote(Schema now) throws IOException {
    Path file = FOLDER.resolve(now.getName() + ".avsc");
    Schema committed = new SchemaParser().parse(file).mainSchema();
    var result = SchemaCompatibility.checkReaderWriterCompatibility(now, committed);
    assertThat(result.getType())
        .as(result.getResult().getIncompatibilities().toString())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  @Test
  void noCommittedSchemaHasBeenDropped() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              records().map(schema -> schema.getName() + ".avsc").toList());
    }
  }

  @Requirement("CONTRACT-011")
  @ParameterizedTest
  @MethodSource("types")
  void everyTypeAndFieldSaysWhatItIs(Schema type) {
    assertThat(type.getDoc()).as(type.getName()).isNotBlank();
    if (type.getType() == Schema.Type.RECORD) {
      type.getFields()
          .forEach(
              field ->
                  assertThat(field.doc()).as(type.getName() + "." + field.name()).isNotBlank());
    }
  }

  @Test
  void everyTopicsValueIsAmongThem() {
    assertThat(records().map(Schema::getFullName))
        .containsAll(
            Stream.of(Topic.values()).map(topic -> topic.recordClass().getName()).toList());
  }
}
