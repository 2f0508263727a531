package io.rivulet.console.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of the page, read once from the class path. What is not listed here is not served. */
public final class PageFiles {
  private static final String ROOT = "/io/rivulet/console/page/";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String CSS = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String SVG = "image/svg+xml";

  private static final List<String[]> FILES =
      List.of(
          new String[] {"/", "index.html", HTML},
          new String[] {"/alerts", "alerts.html", HTML},
          new String[] {"/assets/page.css", "assets/page.css", CSS},
          new String[] {"/assets/mark.svg", "assets/mark.svg", SVG},
          new String[] {"/assets/theme.js", "assets/theme.js", SCRIPT},
          new String[] {"/assets/app.js", "assets/app.js", SCRIPT},
          new String[] {"/assets/stream.js", "assets/stream.js", SCRIPT},
          new String[] {"/assets/format.js", "assets/format.js", SCRIPT},
          new String[] {"/assets/dom.js", "assets/dom.js", SCRIPT},
          new String[] {"/assets/icons.js", "assets/icons.js", SCRIPT},
          new String[] {"/assets/header.js", "assets/header.js", SCRIPT},
          new String[] {"/assets/roles.js", "assets/roles.js", SCRIPT},
          new String[] {"/assets/sessions.js", "assets/sessions.js", SCRIPT},
          new String[] {"/assets/card.js", "assets/card.js", SCRIPT},
          new String[] {"/assets/dose.js", "assets/dose.js", SCRIPT},
          new String[] {"/assets/pumps.js", "assets/pumps.js", SCRIPT},
          new String[] {"/assets/pressures.js", "assets/pressures.js", SCRIPT},
          new String[] {"/assets/bedside.js", "assets/bedside.js", SCRIPT},
          new String[] {"/assets/alerts.js", "assets/alerts.js", SCRIPT},
          new String[] {"/assets/excursions.js", "assets/excursions.js", SCRIPT},
          new String[] {"/assets/clock.js", "assets/clock.js", SCRIPT},
          new String[] {"/assets/warnings.js", "assets/warnings.js", SCRIPT},
          new String[] {"/assets/alerting.js", "assets/alerting.js", SCRIPT},
          new String[] {"/assets/desk.js", "assets/desk.js", SCRIPT},
          new String[] {"/assets/case.js", "assets/case.js", SCRIPT},
          new String[] {"/assets/duty.js", "assets/duty.js", SCRIPT},
          new String[] {"/assets/outcome.js", "assets/outcome.js", SCRIPT});

  private PageFiles() {}

  /**
   * One file.
   *
   * @param contentType its media type
   * @param etag changes when the content does
   * @param content the bytes; not to be changed
   */
  public record PageFile(String contentType, String etag, byte[] content) {}

  /** Every file by the path it is served at. */
  public static Map<String, PageFile> load() {
    Map<String, PageFile> files = new LinkedHashMap<>();
    for (String[] file : FILES) {
      byte[] content = read(ROOT + file[1]);
      files.put(file[0], new PageFile(file[2], etag(content), content));
    }
    return files;
  }

  private static byte[] read(String resource) {
    try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the console's jar lacks " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
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
