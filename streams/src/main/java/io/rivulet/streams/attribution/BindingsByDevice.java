package io.rivulet.streams.attribution;

import io.rivulet.schemas.record.DeviceBindingRecord;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.SessionEventRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Sends each binding that a session records to where its device's samples are attributed. */
final class BindingsByDevice
    extends ContextualProcessor<String, SessionEventRecord, String, DeviceBindingRecord> {
  @Override
  public void process(Record<String, SessionEventRecord> record) {
    SessionEventRecord event = record.value();
    // Under another session's key the event counts nowhere, and the session rules say so.
    boolean own = event.getSession().equals(record.key());
    if (own && event.getEvent() instanceof DeviceBound bound) {
      context()
          .forward(
              record
                  .withKey(bound.getDevice())
                  .withValue(
                      new DeviceBindingRecord(
                          bound.getDevice(),
                          event.getSession(),
                          event.getEventId(),
                          event.getRecordedTime(),
                          bound.getFrom(),
                          bound.getTo(),
                          bound.getReplaces())));
    }
  }
}
