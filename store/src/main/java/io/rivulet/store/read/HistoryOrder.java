package io.rivulet.store.read;

/** In which order stored samples are read. */
public enum HistoryOrder {
  /** By the device's clock, then device, then sequence: the order in which rules judge. */
  DEVICE_TIME("sample.device_time, sample.device, sample.sequence"),
  /** By receipt at the bridge, then device, device time and sequence: as they came at the time. */
  RECEIVED_TIME("sample.received_time, sample.device, sample.device_time, sample.sequence");

  private final String columns;

  HistoryOrder(String columns) {
    this.columns = columns;
  }

  String columns() {
    return columns;
  }
}
