package io.rivulet.schemas.serde;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/**
 * The schemas under which records were written by earlier releases. Single-object encoding names a
 * schema by its fingerprint only, so that a reader must bring the schema along: each lies beside
 * this class's package in {@code earlier/<record>.<n>.avsc}, n counting from 1.
 */
public final class EarlierSchemas {
  private static final String FOLDER = "/io/rivulet/schemas/earlier/";

  private EarlierSchemas() {}

  /**
   * The earlier schemas of a record, oldest first; none where it never changed.
   *
   * @throws UncheckedIOException where one is there and cannot be read
   */
  public static List<Schema> of(Schema current) {
    List<Schema> earlier = new ArrayList<>();
    for (int n = 1; ; n++) {
      String name = FOLDER + current.getName() + "." + n + ".avsc";
      try (InputStream schema = EarlierSchemas.class.getResourceAsStream(name)) {
        if (schema == null) {
          return List.copyOf(earlier);
        }
        earlier.add(new SchemaParser().parse(schema).mainSchema());
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + name, e);
      }
    }
  }
}
