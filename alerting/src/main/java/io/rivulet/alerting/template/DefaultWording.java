package io.rivulet.alerting.template;

import java.util.Optional;

/** How notifications are worded where nothing else is configured: for a phone, at night. */
public final class DefaultWording {
  private static final String TITLE =
      "{{#test}}TEST {{/test}}{{#over}}OVER {{/over}}{{#priority}}{{priority}} {{/priority}}{{site}}{{#careUnit}} {{careUnit}}{{/careUnit}}: {{category}}{{#measured}} {{measured}} {{unit}}{{#limit}} (limit {{limit}}){{/limit}}{{/measured}}{{#drug}}, {{drug}}{{/drug}}";

  private static final String TEXT =
      """
      {{#priority}}{{priority}} {{/priority}}{{site}}{{#careUnit}} {{careUnit}}{{/careUnit}}: {{reason}}
      {{#alerts}}

      {{priority}} {{category}}, {{state}}
      {{detail}}
      Since {{since}}{{#until}}, until {{until}}{{/until}}
      {{#session}}
      Session {{session}}
      {{/session}}
      {{#device}}
      Device {{device}}
      {{/device}}
      {{#flaps}}
      Went and came back {{flaps}} times
      {{/flaps}}
      {{#acknowledgedBy}}
      {{acknowledgedBy}} knows{{#note}}: {{note}}{{/note}}
      {{/acknowledgedBy}}
      {{#successor}}
      In its place: {{successor}}
      {{/successor}}
      {{#link}}
      {{link}}
      {{/link}}
      {{/alerts}}
      {{#further}}

      And {{further}} more
      {{/further}}

      Why you{{#recipient}}, {{recipient}}{{/recipient}}: {{why}}
      Incident {{incident}}
      {{notice}}
      """;

  private static final String SLACK =
      """
      *{{#priority}}{{priority}} {{/priority}}{{site}}{{#careUnit}} {{careUnit}}{{/careUnit}}*: {{reason}}
      {{#alerts}}

      *{{priority}} {{category}}*, {{state}}
      {{detail}}
      Since {{since}}{{#until}}, until {{until}}{{/until}}{{#session}} | session {{session}}{{/session}}{{#device}} | device {{device}}{{/device}}{{#flaps}} | went and came back {{flaps}} times{{/flaps}}
      {{#acknowledgedBy}}
      {{acknowledgedBy}} knows{{#note}}: {{note}}{{/note}}
      {{/acknowledgedBy}}
      {{#link}}
      {{link}}
      {{/link}}
      {{/alerts}}
      {{#further}}

      And {{further}} more
      {{/further}}

      Why here: {{why}}
      Incident {{incident}}
      _{{notice}}_
      """;

  private static final String HTML =
      """
      <html><body style="font-family:sans-serif">
      <h2>{{#priority}}{{priority}} {{/priority}}{{site}}{{#careUnit}} {{careUnit}}{{/careUnit}}: {{reason}}</h2>
      {{#alerts}}
      <h3>{{priority}} {{category}}, {{state}}</h3>
      <p><strong>{{detail}}</strong><br>Since {{since}}{{#until}}, until {{until}}{{/until}}
      {{#session}}<br>Session {{session}}{{/session}}
      {{#device}}<br>Device {{device}}{{/device}}
      {{#flaps}}<br>Went and came back {{flaps}} times{{/flaps}}
      {{#acknowledgedBy}}<br>{{acknowledgedBy}} knows{{#note}}: {{note}}{{/note}}{{/acknowledgedBy}}
      {{#successor}}<br>In its place: {{successor}}{{/successor}}
      {{#link}}<br><a href="{{link}}">{{link}}</a>{{/link}}</p>
      {{/alerts}}
      {{#further}}<p>And {{further}} more</p>{{/further}}
      <p>Why you{{#recipient}}, {{recipient}}{{/recipient}}: {{why}}<br>Incident {{incident}}</p>
      <p><em>{{notice}}</em></p>
      </body></html>
      """;

  /** For everything that is plain text. */
  public static final Wording PLAIN =
      new Wording(new Text(TITLE, Form.PLAIN), new Text(TEXT, Form.PLAIN), Optional.empty());

  /** For electronic mail. */
  public static final Wording MAIL =
      new Wording(PLAIN.title(), PLAIN.text(), Optional.of(new Text(HTML, Form.HTML)));

  /** For Slack. */
  public static final Wording CHAT =
      new Wording(new Text(TITLE, Form.SLACK), new Text(SLACK, Form.SLACK), Optional.empty());

  private DefaultWording() {}
}
