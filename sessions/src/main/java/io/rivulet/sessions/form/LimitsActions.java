package io.rivulet.sessions.form;

import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.Field.Kind;
import io.rivulet.runtime.http.Form;
import io.rivulet.schemas.limits.LimitsProfileJson;
import io.rivulet.schemas.topic.LimitsKey;
import io.rivulet.sessions.book.Clerk;

/** What can be asked for about limits. */
public final class LimitsActions {
  /** Publishes a version. */
  public static final Action<Clerk.Publication> PUBLISH =
      new Action<>(
          "publish",
          "Publishes a version of a limits profile, which holds in running sessions from its time on.",
          Form.confirmed(
              Field.required(
                  "version", Kind.WHOLE, "the version before and 1, so that none is overwritten"),
              Field.required("from", Kind.TIME, "holds from here on; the first also before"),
              Field.required("profile", Kind.OBJECT, "the profile, as docs describe it"),
              Field.optional(
                  "reason", Kind.TEXT, "why, without names of people, to 500 characters")),
          LimitsActions::publication);

  private LimitsActions() {}

  private static Clerk.Publication publication(String name, Body body) {
    String key = LimitsKey.prefix(name);
    String json = body.object("profile");
    String id = LimitsProfileJson.parse(json).id();
    if (!key.equals(id + "@")) {
      throw new IllegalArgumentException(
          "the profile's id is \"" + id + "\" and not \"" + name + "\", as the path says");
    }
    return new Clerk.Publication(
        name, body.whole("version"), body.time("from"), json, body.findText("reason"));
  }
}
