-- What was refused can be admitted later, as it was received or corrected.
ALTER TABLE quarantine
  ADD COLUMN redriven_time      timestamptz,
  ADD COLUMN redriven_by        text,
  ADD COLUMN redriven_to        text,
  ADD COLUMN redriven_corrected boolean;
COMMENT ON COLUMN quarantine.redriven_time IS 'When somebody last had it admitted after all; null while it is only refused';
COMMENT ON COLUMN quarantine.redriven_by IS 'Who had it admitted';
COMMENT ON COLUMN quarantine.redriven_to IS 'The Kafka topic that took it';
COMMENT ON COLUMN quarantine.redriven_corrected IS 'Whether payload or MQTT topic were corrected for that';
COMMENT ON COLUMN quarantine.delivery_count IS 'How often it was delivered; redrives are not counted';
