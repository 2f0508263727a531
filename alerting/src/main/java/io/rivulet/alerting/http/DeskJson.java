package io.rivulet.alerting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.rivulet.alerting.desk.Page;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Locale;

/**
 * What the desk answers, as JSON: the names of its records' components, instants in ISO 8601 UTC,
 * constants in lower case as tables and payloads have them; what is not known is left out.
 */
public final class DeskJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addSerializer(LocalDate.class, ToStringSerializer.instance)
                  .addSerializer(Enum.class, new Code(false))
                  .addKeySerializer(Enum.class, new Code(true)))
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .build();

  private DeskJson() {}

  /** A record of the desk. */
  public static ObjectNode object(Object view) {
    return MAPPER.valueToTree(view);
  }

  /** An object with one list. */
  static ObjectNode list(String name, Collection<?> views) {
    ObjectNode root = MAPPER.createObjectNode();
    root.set(name, MAPPER.valueToTree(views));
    return root;
  }

  /** The same of a page, with the cursor of what follows. */
  static ObjectNode page(String name, Page<?> page) {
    ObjectNode root = list(name, page.items());
    page.next().ifPresent(next -> root.put("next", next));
    return root;
  }

  /** An object with one member, whatever it is. */
  static ObjectNode member(String name, Object view) {
    ObjectNode root = MAPPER.createObjectNode();
    root.set(name, MAPPER.valueToTree(view));
    return root;
  }

  @SuppressWarnings("rawtypes")
  private static final class Code extends JsonSerializer<Enum> {
    private final boolean key;

    private Code(boolean key) {
      this.key = key;
    }

    @Override
    public void serialize(Enum value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      String code = value.name().toLowerCase(Locale.ROOT);
      if (key) {
        json.writeFieldName(code);
      } else {
        json.writeString(code);
      }
    }
  }
}
