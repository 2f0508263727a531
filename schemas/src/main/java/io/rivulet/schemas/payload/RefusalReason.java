package io.rivulet.schemas.payload;

/** Why a message or a reading was refused; the names stand in quarantine records and tables. */
public enum RefusalReason {
  /** Not JSON or Avro of the expected form: a field is missing, of a wrong type, or unreadable. */
  MALFORMED,
  /** A quantity came in a unit that no rule knows. */
  UNKNOWN_UNIT,
  /** A value that no device could mean, or a name or time that cannot be stored. */
  OUT_OF_RANGE,
  /** Site or device in the payload differ from those in the topic. */
  TOPIC_MISMATCH,
  /** The device's time is too far ahead of the time of receipt. */
  TIME_AHEAD,
  /** The device's time is too far behind the time of receipt. */
  TIME_BEHIND,
  /** More bytes than {@link PayloadCodec#MAX_BYTES}. */
  TOO_LARGE,
  /** An MQTT topic that is none of Rivulet's. */
  UNKNOWN_TOPIC,
  /** A blood pressure that the session's limits profile calls implausible. */
  IMPLAUSIBLE_PRESSURE
}
