package io.rivulet.console.http;

import io.javalin.http.Context;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.Permission;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files of the pages, read once from the class path. Files are listed in {@code assets.txt};
 * what is not listed is not served.
 */
public final class PageFiles {
  private static final String ROOT = "/io/rivulet/console/page/";
  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "html",
          "text/html; charset=utf-8",
          "css",
          "text/css; charset=utf-8",
          "js",
          "text/javascript; charset=utf-8",
          "svg",
          "image/svg+xml");

  private PageFiles() {}

  /**
   * One file.
   *
   * @param contentType its media type
   * @param etag changes when the content does
   * @param content the bytes; not to be changed
   */
  public record PageFile(String contentType, String etag, byte[] content) {}

  /** Every file that pages are made of, by the path it is served at. None holds data. */
  public static Map<String, PageFile> assets() {
    Map<String, PageFile> files = new LinkedHashMap<>();
    new String(read("assets.txt"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(name -> files.put("/" + name, file(name)));
    return files;
  }

  /** A page of its own: whoever may not see what it shows does not get it either. */
  public static ConsoleRoute page(String path, String name, Permission permission, String summary) {
    PageFile file = file(name);
    return ConsoleRoute.get(
        path, permission, ConsoleRoute.SiteRule.NO_SITE, summary, context -> answer(context, file));
  }

  /** Answers with a file, or says that the browser has it. */
  public static void answer(Context context, PageFile file) {
    context.header("Cache-Control", "no-cache").header("ETag", file.etag());
    if (context.statusCode() == 200 && file.etag().equals(context.header("If-None-Match"))) {
      context.status(304);
    } else {
      context.contentType(file.contentType()).result(file.content());
    }
  }

  /** A file by its name, of those in the jar. */
  public static PageFile file(String name) {
    return of(name, read(name));
  }

  static PageFile of(String name, byte[] content) {
    String mediaType = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (mediaType == null) {
      throw new IllegalStateException(name + " is of no media type that is served");
    }
    return new PageFile(mediaType, etag(content), content);
  }

  private static byte[] read(String name) {
    try (InputStream in = PageFiles.class.getResourceAsStream(ROOT + name)) {
      if (in == null) {
        throw new IllegalStateException("the console's jar lacks " + ROOT + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + ROOT + name, e);
    }
  }

  private static String etag(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return "\"" + HexFormat.of().formatHex(hash, 0, 8) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
