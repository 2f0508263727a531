package io.rivulet.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.testkit.Requirement;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class SlowBodiesTest {
  @Test
  @Requirement("ACCESS-054")
  void aBodyThatDripsIsGivenUpAndOneThatComesIsRead() throws Exception {
    AtomicReference<String> read = new AtomicReference<>("");
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    SlowBodies bodies = new SlowBodies(Duration.ofMillis(300));
    bodies.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            try {
              read.set(Content.Source.asString(request, StandardCharsets.UTF_8));
              callback.succeeded();
            } catch (Exception e) {
              read.set("gave up: " + e);
              callback.failed(e);
            }
            return true;
          }
        });
    server.setHandler(bodies);
    server.start();
    try {
      try (Socket quick = new Socket("127.0.0.1", connector.getLocalPort())) {
        send(quick, 4, "body");
        await().until(() -> read.get().equals("body"));
      }
      try (Socket slow = new Socket("127.0.0.1", connector.getLocalPort())) {
        OutputStream out = send(slow, 1_000, "b");
        await()
            .pollInterval(Duration.ofMillis(50))
            .atMost(Duration.ofSeconds(10))
            .until(
                () -> {
                  try {
                    out.write('b');
                    out.flush();
                  } catch (java.io.IOException e) {
                    assertThat(e).isNotNull();
                  }
                  return read.get().startsWith("gave up");
                });
        assertThat(read.get()).contains("300 ms");
      }
    } finally {
      server.stop();
    }
  }

  private static OutputStream send(Socket socket, int length, String body) throws Exception {
    OutputStream out = socket.getOutputStream();
    out.write(
        ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n" + body)
            .getBytes(StandardCharsets.UTF_8));
    out.flush();
    return out;
  }
}
