package io.rivulet.embedded;

import java.nio.file.Path;
import java.util.Properties;

/** The configuration of a single Kafka node that is its own controller. */
final class KafkaSettings {
  static final int NODE_ID = 1;

  private KafkaSettings() {}

  static Properties of(Path logDirectory, int brokerPort, int controllerPort) {
    Properties settings = new Properties();
    settings.putAll(KafkaSettings.identity(logDirectory, brokerPort, controllerPort));
    // One node: everything internal has one replica.
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    // Quick to start, quick to rebalance, small in memory.
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "2");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024));
    // After kill -9 the controller refuses the broker until its old session ends; by default, 9 s.
    settings.put("broker.session.timeout.ms", "3000");
    settings.put("broker.heartbeat.interval.ms", "500");
    // A topic that nobody created is an error in the caller, not a topic with one partition.
    settings.put("auto.create.topics.enable", "false");
    settings.put("server.max.startup.time.ms", "60000");
    return settings;
  }

  private static Properties identity(Path logDirectory, int brokerPort, int controllerPort) {
    String broker = "PLAINTEXT://" + LoopbackPort.HOST + ":" + brokerPort;
    String controller = LoopbackPort.HOST + ":" + controllerPort;
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("log.dirs", logDirectory.toString());
    settings.put("listeners", broker + ",CONTROLLER://" + controller);
    settings.put("advertised.listeners", broker);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("controller.listener.names", "CONTROLLER");
    // Voters by configuration, not in the log: the controller's port may differ at the next start.
    settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
    return settings;
  }
}
