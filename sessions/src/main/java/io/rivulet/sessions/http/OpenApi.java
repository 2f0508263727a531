package io.rivulet.sessions.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.sessions.form.Field;
import io.rivulet.sessions.form.Form;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The description of the API, OpenAPI 3.1, made from what it answers. */
final class OpenApi {
  private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");

  private OpenApi() {}

  static ObjectNode of(List<Endpoint> endpoints) {
    ObjectNode root = Json.object();
    root.put("openapi", "3.1.0");
    ObjectNode info = root.putObject("info");
    info.put("title", "Rivulet session desk");
    info.put("version", "1");
    info.put(
        "description",
        "Records sessions, series and limits. It commands no device. Times are event times, UTC.");
    ObjectNode paths = root.putObject("paths");
    for (Endpoint endpoint : endpoints) {
      ObjectNode path =
          paths.has(endpoint.path())
              ? (ObjectNode) paths.get(endpoint.path())
              : paths.putObject(endpoint.path());
      operation(path.putObject(endpoint.method().toLowerCase(java.util.Locale.ROOT)), endpoint);
    }
    ObjectNode components = root.putObject("components");
    ObjectNode bearer = components.putObject("securitySchemes").putObject("bearer");
    bearer.put("type", "http");
    bearer.put("scheme", "bearer");
    problem(components.putObject("schemas").putObject("Problem"));
    root.putArray("security").addObject().putArray("bearer");
    return root;
  }

  private static void operation(ObjectNode operation, Endpoint endpoint) {
    operation.put("summary", endpoint.summary());
    Matcher names = PARAMETER.matcher(endpoint.path());
    while (names.find()) {
      ObjectNode parameter = operation.withArray("parameters").addObject();
      parameter.put("name", names.group(1));
      parameter.put("in", "path");
      parameter.put("required", true);
      parameter.putObject("schema").put("type", "string");
    }
    endpoint.form().ifPresent(form -> body(operation, form));
    ObjectNode responses = operation.putObject("responses");
    if (endpoint.records()) {
      response(responses, "201", "Recorded.");
      response(responses, "200", "Recorded before, by the same eventId.");
      problem(responses, "400", "The body cannot be read.");
      problem(responses, "403", "The token may only look.");
      problem(responses, "404", "Something that is named is not known.");
      problem(responses, "409", "It contradicts what is recorded, or the session is over.");
      problem(responses, "422", "A value cannot be.");
      problem(responses, "428", "It is odd: send it again with the confirmation given here.");
    } else {
      response(responses, "200", "What is known.");
      if (endpoint.path().contains("{")) {
        problem(responses, "404", "It is not known.");
      }
    }
    problem(responses, "401", "There is no token, or not a known one.");
    problem(responses, "503", "Kafka does not answer, or the desk is full.");
  }

  private static void body(ObjectNode operation, Form form) {
    ObjectNode body = operation.putObject("requestBody");
    body.put("required", true);
    ObjectNode schema = body.putObject("content").putObject("application/json").putObject("schema");
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    ArrayNode required = schema.putArray("required");
    ObjectNode properties = schema.putObject("properties");
    for (Field field : form.all()) {
      ObjectNode property = properties.putObject(field.name());
      property.put("type", field.kind().type());
      if (!field.kind().format().isEmpty()) {
        property.put("format", field.kind().format());
      }
      property.put("description", field.doc());
      shape(property, field.kind());
      if (field.required()) {
        required.add(field.name());
      }
    }
  }

  private static void shape(ObjectNode property, Field.Kind kind) {
    if (kind == Field.Kind.FLAGS) {
      property.putObject("additionalProperties").put("type", "boolean");
    } else if (kind == Field.Kind.BLOCKS) {
      ObjectNode block = property.putObject("items");
      block.put("type", "object");
      block.putArray("required").add("sessions").add("dosePerKg");
      ObjectNode properties = block.putObject("properties");
      properties.putObject("sessions").put("type", "integer");
      properties.putObject("dosePerKg").put("type", "number");
      properties.putObject("daysBetween").put("type", "number");
    }
  }

  private static void response(ObjectNode responses, String status, String description) {
    ObjectNode response = responses.putObject(status);
    response.put("description", description);
    response
        .putObject("content")
        .putObject("application/json")
        .putObject("schema")
        .put("type", "object");
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
