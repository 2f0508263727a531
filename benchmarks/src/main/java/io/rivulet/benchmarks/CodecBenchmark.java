package io.rivulet.benchmarks;

import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.schemas.payload.PayloadMapping;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.serde.AvroSerde;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One pump message as bytes, payload, record and reading. */
@Command(name = "codec", description = "Decoding, mapping and encoding of one pump message, ns.")
final class CodecBenchmark implements Callable<Integer> {
  private static final Instant TIME = Instant.parse("2026-11-21T09:30:00.123456Z");
  private static final int SEQUENCE = 4711;

  @Option(
      names = "--operations",
      defaultValue = "300000",
      description = "operations a round (default ${DEFAULT-VALUE})")
  int operations;

  @Mixin Rounds rounds;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PumpPayload payload = new Bed(0).message(TIME, SEQUENCE);
    PumpSampleRecord record = new Bed(0).sample(TIME, SEQUENCE);
    AvroSerde<PumpSampleRecord> serde = AvroSerde.of(PumpSampleRecord.class);
    byte[] json = PayloadCodec.json(payload);
    byte[] avro = PayloadCodec.avro(payload);
    byte[] stored = serde.encode(record);
    List<Figure> figures =
        List.of(
            time(
                "decode JSON of %d B".formatted(json.length),
                i -> bits(PayloadCodec.decode(PayloadKind.PUMP, json))),
            time(
                "decode Avro of %d B".formatted(avro.length),
                i -> bits(PayloadCodec.decode(PayloadKind.PUMP, avro))),
            time("map payload to record", i -> bits(PayloadMapping.pump(payload, TIME, false))),
            time("encode record, %d B".formatted(stored.length), i -> bits(serde.encode(record))),
            time("decode record", i -> bits(serde.decode(stored))),
            time("map record to reading", i -> bits(ReadingMapping.pump(record))));
    FigureTable.print(
        spec.commandLine().getOut(),
        "codec: one pump message, %d operations a round".formatted(operations),
        figures);
    return 0;
  }

  /** Avro records hash every field; the loop must not measure that. */
  private static Object bits(Object made) {
    return System.identityHashCode(made);
  }

  private Figure time(String name, Loop.Body body) throws Exception {
    return Loop.time(name, rounds, operations, body);
  }
}
