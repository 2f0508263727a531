package io.rivulet.onebox.cli;

import io.rivulet.console.access.ConsoleRole;
import io.rivulet.onebox.OneBox;
import io.rivulet.onebox.OneBoxConfig;
import io.rivulet.onebox.Running;
import io.rivulet.runtime.http.Tokens;
import io.rivulet.simulator.clinic.Clinic;
import io.rivulet.simulator.clinic.ClinicConfig;
import io.rivulet.simulator.clinic.Storeroom;
import io.rivulet.simulator.mqtt.DevicePublisher;
import io.rivulet.simulator.mqtt.PublisherConfig;
import io.rivulet.simulator.session.KafkaSessionSink;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything in one process, with a simulated clinic and the page. */
@Command(
    name = "demo",
    description =
        "Everything in one process: MQTT broker, Kafka, PostgreSQL, the services, a simulated ketamine"
            + " clinic and the page. Runs until Ctrl-C.")
final class DemoCommand implements Callable<Integer> {
  private static final Duration CATCH_UP_LIMIT = Duration.ofMinutes(5);

  /** Where the simulated clinics are, as in the demo's schedules of who is on call. */
  private static final String ZONE = "Asia/Colombo";

  @Option(
      names = "--sessions",
      paramLabel = "N",
      defaultValue = "6",
      description = "treatment chairs, 1 to 500 (default ${DEFAULT-VALUE})")
  int sessions;

  @Option(
      names = "--duration",
      paramLabel = "PT60S",
      description = "end by itself after this time, an ISO-8601 duration")
  Optional<Duration> duration;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "port of the page, 0 for a free one (default ${DEFAULT-VALUE})")
  int port;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "write what the store holds at the end, as JSON; - for stdout")
  Optional<String> report;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "keep data in this directory, which a second start reuses (default: a temporary one)")
  Optional<Path> data;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "a setting of docs/configuration.md in place of the demo's own; may be repeated")
  Map<String, String> set = Map.of();

  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    PrintWriter err = spec.commandLine().getErr();
    ClinicConfig clinicConfig = ClinicConfig.DEMO.withSessions(sessions);
    String token = TokenCommand.random();
    Shutdown shutdown = Shutdown.listen();
    try (Running running = new Running()) {
      long startedNanos = System.nanoTime();
      InstantSource clock = InstantSource.system();
      DemoPlan.Written plan = running.add("the demo's alerting file", DemoPlan.Written::create);
      OneBox box =
          running.add(
              "the demo",
              () ->
                  OneBox.start(
                      new OneBoxConfig(
                              data,
                              Optional.of(port),
                              settings(Tokens.hashOf(token), clinicConfig.sites(), plan.file()))
                          .asDemo(),
                      clock,
                      err::println));
      URI page = box.page().orElseThrow();
      err.printf("up in %.1f s%n", (System.nanoTime() - startedNanos) / 1e9);
      KafkaSessionSink events =
          running.add("session events", () -> KafkaSessionSink.from(box.settings()));
      DevicePublisher publisher =
          running.add(
              "the simulated devices",
              () ->
                  DevicePublisher.connect(PublisherConfig.from(box.settings(), "rivulet-clinic")));
      Clinic clinic =
          running.add(
              "the simulated clinic",
              () -> Clinic.start(clinicConfig, publisher::publish, events, clock));
      Storeroom unused =
          running.add(
              "the simulated storeroom",
              () -> Storeroom.start(clinicConfig.sites(), publisher::publish, clock));
      DemoPast unusedPast =
          running.add(
              "the demo's past",
              () ->
                  DemoPast.start(
                      new ApiAccess(ApiAccess.Api.DESK, box.desk(), token),
                      publisher::publish,
                      clinic,
                      clinicConfig.sites().get(0),
                      clock,
                      err::println));
      err.println("the clinic publishes its last two hours, then goes on live");
      err.println();
      err.println("    open " + page);
      err.println("    and choose whom to be: in the demo nobody needs a password");
      err.println();
      err.println(
          "who is told what stands in " + plan.file() + ", which is taken over as it changes");
      err.println(
          "sessions are recorded at the desk, alerts acted on, history asked for; from another shell:");
      err.println();
      err.println("    export RIVULET_TOKEN=" + token);
      err.println("    ./rivulet session list --url " + box.desk());
      err.println("    ./rivulet alert list --url " + box.alerting());
      err.println(
          "    curl -H \"Authorization: Bearer $RIVULET_TOKEN\" " + page.resolve("/api/v1/me"));
      err.println();
      err.println("Ctrl-C ends the demo" + data.map(d -> "; data stays in " + d).orElse(""));
      if (duration.isPresent()) {
        clinic.awaitLive(CATCH_UP_LIMIT);
        shutdown.await(duration.get());
      } else {
        shutdown.await();
      }
      if (report.isPresent()) {
        Output.write(report.get(), DemoReport.of(box.reads(), clinic), spec.commandLine().getOut());
      }
      return clinic.failure().isPresent() ? failed(err, clinic) : Exit.DONE;
    } finally {
      shutdown.closed();
    }
  }

  private Map<String, String> settings(String hash, List<String> sites, Path plan) {
    Map<String, String> all = new HashMap<>();
    all.put("sessions.tokens", "demo:" + hash);
    all.put("console.tokens", "demo:" + hash + ":" + everyRole());
    all.put("console.zones", zones(sites));
    all.put("alerting.tokens", "demo:" + hash);
    all.put("alerting.file", plan.toString());
    all.putAll(set);
    return all;
  }

  private static String zones(List<String> sites) {
    return sites.stream().map(site -> site + "=" + ZONE).collect(Collectors.joining(","));
  }

  private static String everyRole() {
    return Arrays.stream(ConsoleRole.values())
        .map(ConsoleRole::word)
        .collect(Collectors.joining("+"));
  }

  private static int failed(PrintWriter err, Clinic clinic) {
    err.println("rivulet: the simulated clinic stopped: " + clinic.failure().orElseThrow());
    return Exit.FAILED;
  }
}
