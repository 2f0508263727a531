package io.rivulet.alerting.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A relay that takes mail only after STARTTLS and a login with one password. */
final class StarttlsRelay implements AutoCloseable {
  private final ServerSocket server;
  private final SSLContext tls;
  private final String password;
  private final List<String> mails = new CopyOnWriteArrayList<>();

  private StarttlsRelay(ServerSocket server, SSLContext tls, String password) {
    this.server = server;
    this.tls = tls;
    this.password = password;
  }

  static StarttlsRelay start(SSLContext tls, String password) throws IOException {
    StarttlsRelay relay =
        new StarttlsRelay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), tls, password);
    Thread thread = new Thread(relay::serve, "starttls-relay");
    thread.setDaemon(true);
    thread.start();
    return relay;
  }

  int port() {
    return server.getLocalPort();
  }

  List<String> mails() {
    return List.copyOf(mails);
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket plain = server.accept()) {
        Conversation before = new Conversation(plain);
        before.say("220 here");
        before.expect("EHLO");
        before.say("250-here\r\n250 STARTTLS");
        before.expect("STARTTLS");
        before.say("220 go on");
        try (SSLSocket secure =
            (SSLSocket) tls.getSocketFactory().createSocket(plain, null, true)) {
          secure.setUseClientMode(false);
          talk(new Conversation(secure));
        }
      } catch (IOException ended) {
        continue;
      }
    }
  }

  private void talk(Conversation after) throws IOException {
    after.expect("EHLO");
    after.say("250-here\r\n250 AUTH PLAIN");
    String login = after.expect("AUTH PLAIN");
    String given =
        new String(
            Base64.getDecoder().decode(login.substring("AUTH PLAIN ".length())),
            StandardCharsets.UTF_8);
    if (!given.endsWith("\0" + password)) {
      after.say("535 5.7.8 no");
      return;
    }
    after.say("235 welcome");
    StringBuilder mail = new StringBuilder();
    boolean data = false;
    for (String line = after.line(); line != null; line = after.line()) {
      if (data && line.equals(".")) {
        data = false;
        mails.add(mail.toString());
        after.say("250 taken");
      } else if (data) {
        mail.append(line).append('\n');
      } else if (line.toUpperCase(Locale.ROOT).startsWith("DATA")) {
        data = true;
        after.say("354 go on");
      } else {
        after.say("250 fine");
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private static final class Conversation {
    private final Socket socket;
    private final BufferedReader in;

    Conversation(Socket socket) throws IOException {
      this.socket = socket;
      this.in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    String line() throws IOException {
      return in.readLine();
    }

    String expect(String start) throws IOException {
      String line = in.readLine();
      if (line == null || !line.toUpperCase(Locale.ROOT).startsWith(start)) {
        throw new IOException("expected " + start + ", got " + line);
      }
      return line;
    }

    void say(String line) throws IOException {
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
    }
  }
}
