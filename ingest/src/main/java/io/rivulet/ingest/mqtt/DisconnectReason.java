package io.rivulet.ingest.mqtt;

import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;

/** Says in words why a broker ended a connection. */
public final class DisconnectReason {
  private static final int SESSION_TAKEN_OVER = 142;

  private DisconnectReason() {}

  static String describe(MqttDisconnectResponse response, String clientId) {
    if (response.getReturnCode() == SESSION_TAKEN_OVER) {
      return "another client connected as \""
          + clientId
          + "\"; give each bridge a mqtt.client.id of its own";
    }
    if (response.getException() != null) {
      Throwable cause = response.getException().getCause();
      return "connection lost: " + (cause == null ? response.getException() : cause);
    }
    return "the broker disconnected, reason code "
        + response.getReturnCode()
        + (response.getReasonString() == null ? "" : ": " + response.getReasonString());
  }
}
