package io.rivulet.console.access;

import io.javalin.http.Context;
import io.rivulet.console.http.Json;
import io.rivulet.console.http.RefusedException;
import io.rivulet.runtime.http.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One page of a list: parameters {@code after}, the last key of the page before, and {@code limit}.
 *
 * @param after empty text for the first page
 * @param limit 1 to {@value #MOST}
 */
public record Paging(String after, int limit) {
  /** Rows of a page at most. */
  public static final int MOST = 500;

  private static final int USUAL = 100;
  private static final int MAX_CURSOR = 200;

  /** Reads rows after a key. */
  @FunctionalInterface
  public interface Reader<T> {
    /** At most so many. */
    List<T> read(String after, int limit);
  }

  /** Parameters of every list that is answered by pages. */
  public static final Field AFTER =
      Field.optional("after", Field.Kind.TEXT, "next of the page before");

  /** How many rows a page has. */
  public static final Field LIMIT =
      Field.optional("limit", Field.Kind.WHOLE, "rows of a page, 100 where it is not given")
          .between(1, MOST);

  /** What a request asks for. */
  public static Paging of(Context context) {
    String after = context.queryParam("after") == null ? "" : context.queryParam("after");
    String limit = context.queryParam("limit");
    int rows;
    try {
      rows = limit == null ? USUAL : Integer.parseInt(limit);
    } catch (NumberFormatException e) {
      rows = 0;
    }
    if (rows < 1 || rows > MOST || after.length() > MAX_CURSOR || after.indexOf('\0') >= 0) {
      throw new RefusedException(
          422,
          "invalid",
          "A value cannot be",
          "limit is not 1 to " + MOST + ", or after is no key of a page before");
    }
    return new Paging(after, rows);
  }

  /** Answers with rows, and with the key that the next page begins after. */
  public <T> void answer(Context context, String name, Function<T, String> key, Reader<T> reader) {
    List<T> rows = reader.read(after, limit + 1);
    Map<String, Object> body = new LinkedHashMap<>();
    boolean more = rows.size() > limit;
    List<T> page = more ? rows.subList(0, limit) : rows;
    body.put(name, page);
    if (more) {
      body.put("next", key.apply(page.get(limit - 1)));
    }
    context
        .header("Cache-Control", "no-store")
        .contentType("application/json")
        .result(Json.line(body));
  }
}
