package io.rivulet.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses ports on 127.0.0.1 and remembers them beside the data, so that a second start on the same
 * directory is found where the first one was.
 *
 * <p>Free ports come from below the range that systems hand out for outgoing connections: a port
 * that was free a moment ago is then not taken by a client of some other process.
 */
final class LoopbackPort {
  static final String HOST = "127.0.0.1";

  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 200;

  private LoopbackPort() {}

  /**
   * Chooses a port and remembers it in {@code directory/name.port}.
   *
   * @param requested a port that must be free, or 0 for the remembered one, or any free one
   * @throws IOException when the requested port is taken or none can be found
   */
  static int choose(Path directory, String name, int requested) throws IOException {
    if (requested < 0 || requested > 65_535) {
      throw new IllegalArgumentException(
          "The " + name + " port must be 0 (any free one) to 65535, but is " + requested);
    }
    Path file = directory.resolve(name + ".port");
    int port = requested == 0 ? rememberedOrFree(file) : requireFree(name, requested);
    Files.writeString(file, Integer.toString(port));
    return port;
  }

  private static int rememberedOrFree(Path file) throws IOException {
    OptionalInt remembered = read(file);
    if (remembered.isPresent() && isFree(remembered.getAsInt())) {
      return remembered.getAsInt();
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException(
        "No free port on %s: tried %d between %d and %d"
            .formatted(HOST, ATTEMPTS, LOWEST, HIGHEST));
  }

  private static int requireFree(String name, int port) throws IOException {
    if (!isFree(port)) {
      throw new IOException(
          "The %s port %d on %s is taken by another process: choose another, or 0 for a free one"
              .formatted(name, port, HOST));
    }
    return port;
  }

  private static OptionalInt read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return OptionalInt.empty();
    }
    String text = Files.readString(file).strip();
    // A file cut short by a crash is worth no more than none: any free port will do.
    return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  private static boolean isFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
      return true;
    } catch (BindException taken) {
      return false;
    }
  }
}
