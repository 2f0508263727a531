package io.rivulet.runtime.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The description of the API, OpenAPI 3.1, made from what it answers. */
public final class OpenApi {
  private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z]+)}");

  private OpenApi() {}

  /** Describes endpoints. */
  public static ObjectNode of(ApiDescription api, List<Endpoint> endpoints) {
    ObjectNode root = Json.object();
    root.put("openapi", "3.1.0");
    ObjectNode info = root.putObject("info");
    info.put("title", api.title());
    info.put("version", "1");
    info.put("description", api.description());
    ObjectNode paths = root.putObject("paths");
    for (Endpoint endpoint : endpoints) {
      ObjectNode path =
          paths.has(endpoint.path())
              ? (ObjectNode) paths.get(endpoint.path())
              : paths.putObject(endpoint.path());
      operation(
          path.putObject(endpoint.method().toLowerCase(java.util.Locale.ROOT)), api, endpoint);
    }
    ObjectNode components = root.putObject("components");
    ObjectNode bearer = components.putObject("securitySchemes").putObject("bearer");
    bearer.put("type", "http");
    bearer.put("scheme", "bearer");
    problem(components.putObject("schemas").putObject("Problem"));
    root.putArray("security").addObject().putArray("bearer");
    return root;
  }

  private static void operation(ObjectNode operation, ApiDescription api, Endpoint endpoint) {
    operation.put("summary", endpoint.summary());
    Matcher names = PARAMETER.matcher(endpoint.path());
    while (names.find()) {
      ObjectNode parameter = operation.withArray("parameters").addObject();
      parameter.put("name", names.group(1));
      parameter.put("in", "path");
      parameter.put("required", true);
      parameter.putObject("schema").put("type", "string");
    }
    for (Field field : endpoint.query()) {
      ObjectNode parameter = operation.withArray("parameters").addObject();
      parameter.put("name", field.name());
      parameter.put("in", "query");
      parameter.put("description", field.doc());
      kind(parameter.putObject("schema"), field.kind());
    }
    endpoint.form().ifPresent(form -> body(operation, form));
    responses(operation.putObject("responses"), api, endpoint);
  }

  private static void responses(ObjectNode responses, ApiDescription api, Endpoint endpoint) {
    if (endpoint.records()) {
      response(responses, "201", "Recorded.");
      response(responses, "200", "Recorded before, by the same eventId.");
      problem(responses, "400", "The body cannot be read.");
      problem(responses, "403", "The token may only look.");
      api.refusals().forEach((status, what) -> problem(responses, Integer.toString(status), what));
    } else {
      response(responses, "200", "What is known.", endpoint.produces());
      if (endpoint.negotiates()) {
        api.refusals()
            .forEach((status, what) -> problem(responses, Integer.toString(status), what));
      }
      if (endpoint.form().isPresent()) {
        problem(responses, "400", "The body cannot be read.");
      }
      if (endpoint.path().contains("{")) {
        problem(responses, "404", "It is not known.");
      }
    }
    problem(responses, "401", "There is no token, or not a known one.");
    problem(responses, "503", api.unavailable());
  }

  private static void body(ObjectNode operation, Form form) {
    ObjectNode body = operation.putObject("requestBody");
    body.put("required", true);
    ObjectNode schema = body.putObject("content").putObject("application/json").putObject("schema");
    object(schema, form.all());
    schema.put("additionalProperties", form.use() == Form.Use.PASSED_ON);
  }

  private static void object(ObjectNode schema, List<Field> fields) {
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    ArrayNode required = schema.putArray("required");
    ObjectNode properties = schema.putObject("properties");
    for (Field field : fields) {
      ObjectNode property = properties.putObject(field.name());
      kind(property, field.kind());
      property.put("description", field.doc());
      shape(property, field);
      hint(property, field.hint());
      if (field.required()) {
        required.add(field.name());
      }
    }
  }

  private static void kind(ObjectNode schema, Field.Kind kind) {
    schema.put("type", kind.type());
    if (!kind.format().isEmpty()) {
      schema.put("format", kind.format());
    }
  }

  private static void shape(ObjectNode property, Field field) {
    switch (field.kind()) {
      case FLAGS -> property.putObject("additionalProperties").put("type", "boolean");
      case TEXTS_BY_NAME -> property.putObject("additionalProperties").put("type", "string");
      case TEXTS -> property.putObject("items").put("type", "string");
      case OBJECTS -> object(property.putObject("items"), field.items());
      case TEXT, NUMBER, WHOLE, FLAG, TIME, DURATION, OBJECT -> {}
    }
  }

  private static void hint(ObjectNode property, FieldHint hint) {
    hint.lowest().ifPresent(lowest -> property.put("minimum", lowest));
    hint.highest().ifPresent(highest -> property.put("maximum", highest));
    if (!hint.choices().isEmpty()) {
      ArrayNode choices = property.putArray("enum");
      hint.choices().forEach(choices::add);
    }
    if (!hint.unit().isEmpty()) {
      property.put("x-unit", hint.unit());
    }
  }

  private static void response(ObjectNode responses, String status, String description) {
    response(responses, status, description, List.of("application/json"));
  }

  private static void response(
      ObjectNode responses, String status, String description, List<String> mediaTypes) {
    ObjectNode response = responses.putObject(status);
    response.put("description", description);
    ObjectNode content = response.putObject("content");
    for (String mediaType : mediaTypes) {
      ObjectNode schema = content.putObject(mediaType).putObject("schema");
      schema.put("type", mediaType.equals("application/json") ? "object" : "string");
    }
  }

  private static void problem(ObjectNode responses, String status, String description) {
    ObjectNode response = responses.putObject(status);
    response.put("description", description);
    response
        .putObject("content")
        .putObject("application/problem+json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/Problem");
  }

  private static void problem(ObjectNode schema) {
    schema.put("type", "object");
    schema.put("description", "RFC 9457; questions and confirmation come with status 428.");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("type").put("type", "string");
    properties.putObject("title").put("type", "string");
    properties.putObject("status").put("type", "integer");
    properties.putObject("detail").put("type", "string");
    ObjectNode questions = properties.putObject("questions");
    questions.put("type", "array");
    questions.putObject("items").put("type", "string");
    properties.putObject("confirmation").put("type", "string");
  }
}
