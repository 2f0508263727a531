-- What a bridge knows of a device beside what the device says: since when it is online or offline, how
-- far off its clock is, whether it has gone silent.
ALTER TABLE device_status
  ADD COLUMN since               timestamptz,
  ADD COLUMN change_seen         boolean NOT NULL DEFAULT false,
  ADD COLUMN clock_offset_micros bigint,
  ADD COLUMN clock_spread_micros bigint,
  ADD COLUMN silent_since        timestamptz,
  ADD COLUMN observed            boolean NOT NULL DEFAULT false;
COMMENT ON TABLE device_status IS 'Every status message and last will, and what bridges observed, in order of receipt';
COMMENT ON COLUMN device_status.received_time IS 'When the bridge received it, or stated it where it is observed';
COMMENT ON COLUMN device_status.online IS 'Whether the device says it is connected; where observed, its last word, or true where the bridge knows of none';
COMMENT ON COLUMN device_status.since IS 'Receipt of the first status in a row that said the same of online, as far as the bridge knew; null where it knew of no status';
COMMENT ON COLUMN device_status.change_seen IS 'Whether the bridge saw online change at since; false where it may have been so before';
COMMENT ON COLUMN device_status.clock_offset_micros IS 'Device clock less receipt clock, microseconds, as estimated; null while not known';
COMMENT ON COLUMN device_status.clock_spread_micros IS 'How far the differences between the two clocks lay apart, microseconds; null while not known';
COMMENT ON COLUMN device_status.silent_since IS 'Receipt of the last message, where the device has been silent since; null where it was not silent';
COMMENT ON COLUMN device_status.observed IS 'Whether the bridge stated it itself; false where it passed on what the device said';

ALTER TABLE device
  ADD COLUMN since               timestamptz,
  ADD COLUMN change_seen         boolean,
  ADD COLUMN silent_since        timestamptz,
  ADD COLUMN silence_stated_time timestamptz,
  ADD COLUMN clock_offset_micros bigint,
  ADD COLUMN clock_spread_micros bigint,
  ADD COLUMN clock_stated_time   timestamptz;
COMMENT ON COLUMN device.since IS 'When what its latest status said of online began, by receipt; null where no bridge said so';
COMMENT ON COLUMN device.change_seen IS 'Whether a bridge saw online change at since; false where it may have been so before';
COMMENT ON COLUMN device.silent_since IS 'When the bridge last received anything of it, where it has been silent since; null where it is not silent';
COMMENT ON COLUMN device.silence_stated_time IS 'When a bridge last said whether it is silent';
COMMENT ON COLUMN device.clock_offset_micros IS 'Its clock less the receipt clock, microseconds, as last estimated; negative where it is behind';
COMMENT ON COLUMN device.clock_spread_micros IS 'How far the differences between the two clocks lay apart, microseconds';
COMMENT ON COLUMN device.clock_stated_time IS 'When a bridge last stated the clock offset';
