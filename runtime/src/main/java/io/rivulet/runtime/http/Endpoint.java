package io.rivulet.runtime.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One thing an API answers.
 *
 * @param method GET or POST
 * @param path with its parameters in braces
 * @param summary what it does, in one sentence
 * @param query what may stand behind the question mark, all of it optional texts
 * @param form what is sent; empty where nothing is
 * @param handler answers it
 * @param produces media types of its answer
 */
public record Endpoint(
    String method,
    String path,
    String summary,
    List<Field> query,
    Optional<Form> form,
    Handler handler,
    List<String> produces) {
  private static final int MAX_SHOWN = 80;
  private static final List<String> JSON = List.of("application/json");

  /** Copies the lists. */
  public Endpoint {
    query = List.copyOf(query);
    produces = List.copyOf(produces);
  }

  /** Shows something. */
  public static Endpoint get(String path, String summary, Handler handler, Field... query) {
    return new Endpoint("GET", path, summary, List.of(query), Optional.empty(), handler, JSON);
  }

  /** The same, with an answer of these media types. */
  public Endpoint producing(List<String> mediaTypes) {
    return new Endpoint(method, path, summary, query, form, handler, mediaTypes);
  }

  /** Whether it is answered in other forms than JSON too. */
  public boolean negotiates() {
    return !produces.equals(JSON);
  }

  /** Takes a filled-in form. */
  public static Endpoint post(String path, String summary, Form form, Handler handler) {
    return new Endpoint("POST", path, summary, List.of(), Optional.of(form), handler, JSON);
  }

  /**
   * Answers a request.
   *
   * @throws MalformedBodyException where a parameter is not known: a misspelt one would silently
   *     not count
   */
  public void answer(Context context) throws Exception {
    requireKnown(context, query);
    handler.handle(context);
  }

  /**
   * Refuses parameters that are none of these.
   *
   * @throws MalformedBodyException naming the first that is not
   */
  public static void requireKnown(Context context, List<Field> query) {
    for (String name : context.queryParamMap().keySet()) {
      if (query.stream().noneMatch(field -> field.name().equals(name))) {
        String known =
            query.isEmpty()
                ? "none are known"
                : query.stream()
                    .map(Field::name)
                    .collect(Collectors.joining(", ", "known are ", ""));
        throw new MalformedBodyException(
            "unknown parameter \""
                + (name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) + "..." : name)
                + "\"; "
                + known);
      }
    }
  }

  /** Whether it changes something, which a token that may only look cannot. */
  public boolean records() {
    return form.map(Form::records).orElse(false);
  }
}
