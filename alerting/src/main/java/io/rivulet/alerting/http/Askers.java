package io.rivulet.alerting.http;

import io.javalin.http.Context;
import io.rivulet.alerting.desk.AlertDesk;
import io.rivulet.runtime.http.ApiServer;

/** Who asks over HTTP: which desk answers them, and by what name is kept what they do. */
public interface Askers {
  /** The desk as they may see it. */
  AlertDesk desk(Context context);

  /** Their name, 1 to 128 characters. */
  String by(Context context);

  /** Whoever has a token sees everything, under the token's name. */
  static Askers byToken(AlertDesk desk) {
    return new Askers() {
      @Override
      public AlertDesk desk(Context context) {
        return desk;
      }

      @Override
      public String by(Context context) {
        return ApiServer.bearer(context).name();
      }
    };
  }
}
