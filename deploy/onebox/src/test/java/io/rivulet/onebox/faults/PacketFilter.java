package io.rivulet.onebox.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A fault of the network: what goes over loopback from and to one port is dropped, or answered by a
 * reset, until this is closed. The rules carry this process's number as a comment and go with it,
 * unless it is killed.
 */
final class PacketFilter implements AutoCloseable {
  static final String UNAVAILABLE =
      "packets cannot be dropped here: it takes root and the program iptables";

  private static final String COMMENT = "rivulet-fault-" + ProcessHandle.current().pid();

  private final List<List<String>> rules = new ArrayList<>();
  private final Thread atEnd = new Thread(this::remove, "rivulet-packet-filter-end");

  private PacketFilter() {
    Runtime.getRuntime().addShutdownHook(atEnd);
  }

  /** Whether this system lets rules be made. */
  static boolean isAvailable() {
    return Commands.asRoot("iptables");
  }

  /** Packets vanish both ways: nobody is refused, nobody is answered. */
  static PacketFilter drop(int port) throws IOException {
    return add(port, List.of("DROP"));
  }

  /** Every packet is answered by a reset: connections break, and new ones are refused. */
  static PacketFilter reset(int port) throws IOException {
    return add(port, List.of("REJECT", "--reject-with", "tcp-reset"));
  }

  private static PacketFilter add(int port, List<String> verdict) throws IOException {
    PacketFilter filter = new PacketFilter();
    try {
      for (String end : List.of("--dport", "--sport")) {
        List<String> rule = new ArrayList<>(List.of("INPUT", "-i", "lo", "-p", "tcp", end));
        rule.add(Integer.toString(port));
        rule.addAll(List.of("-m", "comment", "--comment", COMMENT, "-j"));
        rule.addAll(verdict);
        iptables("-I", rule);
        filter.rules.add(rule);
      }
      return filter;
    } catch (IOException e) {
      filter.close();
      throw e;
    }
  }

  private static void iptables(String action, List<String> rule) throws IOException {
    List<String> command = new ArrayList<>(List.of("iptables", "-w", "10", action));
    command.addAll(rule);
    Commands.run(command.toArray(String[]::new));
  }

  private synchronized void remove() {
    Collections.reverse(rules);
    for (List<String> rule : rules) {
      try {
        iptables("-D", rule);
      } catch (IOException e) {
        System.err.println("remove this rule by hand: iptables -D " + String.join(" ", rule) + e);
      }
    }
    rules.clear();
  }

  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(atEnd);
    } catch (IllegalStateException alreadyEnding) {
      // The hook finds no rules.
    }
  }
}
