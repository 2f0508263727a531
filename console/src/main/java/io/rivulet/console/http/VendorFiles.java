package io.rivulet.console.http;

import io.javalin.http.Context;
import io.rivulet.console.RouteGroup;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Permission;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Files of front-end libraries, out of their jars. Each is listed here; its path has the library's
 * version, so that a browser keeps it for a year and never asks again.
 */
public final class VendorFiles implements RouteGroup {
  private static final String JARS = "/META-INF/resources/_static/";
  private static final List<Listed> LISTED =
      List.of(
          new Listed(
              "/vendor/echarts-6.0.0/echarts.esm.min.js", "echarts/6.0.0/dist/echarts.esm.min.js"));

  private record Listed(String path, String inJar) {}

  /** A file and the same compressed, once for everybody. */
  private record Kept(PageFiles.PageFile file, byte[] gzip) {}

  @Override
  public List<ConsoleRoute> routes() {
    return LISTED.stream().map(VendorFiles::route).toList();
  }

  /** The paths that are served. */
  public static List<String> paths() {
    return LISTED.stream().map(Listed::path).toList();
  }

  private static ConsoleRoute route(Listed listed) {
    Kept kept = keep(listed);
    return ConsoleRoute.get(
        listed.path(),
        Permission.PUBLIC,
        SiteRule.NO_SITE,
        "A file of a library, without data.",
        context -> answer(context, kept));
  }

  private static void answer(Context context, Kept kept) {
    context
        .header("Cache-Control", "public, max-age=31536000, immutable")
        .header("Vary", "Accept-Encoding")
        .header("ETag", kept.file().etag());
    if (kept.file().etag().equals(context.header("If-None-Match"))) {
      context.status(304);
      return;
    }
    context.contentType(kept.file().contentType());
    if (takesGzip(context.header("Accept-Encoding"))) {
      context.disableCompression().header("Content-Encoding", "gzip").result(kept.gzip());
    } else {
      context.result(kept.file().content());
    }
  }

  private static boolean takesGzip(String acceptEncoding) {
    return acceptEncoding != null && acceptEncoding.toLowerCase(Locale.ROOT).contains("gzip");
  }

  private static Kept keep(Listed listed) {
    try (InputStream in = VendorFiles.class.getResourceAsStream(JARS + listed.inJar())) {
      if (in == null) {
        throw new IllegalStateException(
            "the class path lacks " + listed.inJar() + ": the console needs its library's jar");
      }
      byte[] content = in.readAllBytes();
      return new Kept(PageFiles.of(listed.inJar(), content), gzip(content));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + listed.inJar(), e);
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 2);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }
}
