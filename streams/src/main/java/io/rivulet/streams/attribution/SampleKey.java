package io.rivulet.streams.attribution;

import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import org.apache.avro.specific.SpecificRecord;

/** A sample counts under the key of its own device only: bindings are found by key. */
final class SampleKey {
  private SampleKey() {}

  /** Refuses a sample under another device's key, which would count for another session. */
  static void require(SpecificRecord sample, String key) {
    String device =
        sample instanceof PumpSampleRecord pump
            ? pump.getDevice()
            : sample instanceof VitalsSampleRecord vitals ? vitals.getDevice() : key;
    if (!device.equals(key)) {
      throw new IllegalArgumentException(
          "a sample of device " + device + " has the key " + key + ", not its device");
    }
  }
}
