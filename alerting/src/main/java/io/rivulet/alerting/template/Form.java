package io.rivulet.alerting.template;

import com.samskivert.mustache.Mustache;

/** What a text is read as, and so what has to be escaped in what is filled in. */
public enum Form {
  /** Plain text: nothing. */
  PLAIN(text -> text),
  /** HTML: markup. */
  HTML(
      text ->
          text.replace("&", "&amp;")
              .replace("<", "&lt;")
              .replace(">", "&gt;")
              .replace("\"", "&quot;")
              .replace("'", "&#39;")),
  /** Slack's mrkdwn: what makes links and mentions. */
  SLACK(text -> text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));

  private final Mustache.Escaper escaper;

  Form(Mustache.Escaper escaper) {
    this.escaper = escaper;
  }

  Mustache.Escaper escaper() {
    return escaper;
  }
}
