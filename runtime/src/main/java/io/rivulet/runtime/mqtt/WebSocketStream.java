package io.rivulet.runtime.mqtt;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** MQTT's bytes over one WebSocket connection (RFC 6455), the client's side. */
final class WebSocketStream {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int RESPONSE_BYTES_MAX = 16 * 1024;
  private static final String ACCEPT_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final InputStream input;
  private final OutputStream output;

  private WebSocketStream(InputStream input, OutputStream output) {
    this.input = input;
    this.output = output;
  }

  /**
   * Asks for the change from HTTP to WebSocket.
   *
   * @throws IOException where the other side answers anything else, which is then told
   */
  static WebSocketStream open(BrokerAddress address, InputStream in, OutputStream out)
      throws IOException {
    byte[] nonce = new byte[16];
    ThreadLocalRandom.current().nextBytes(nonce);
    String key = Base64.getEncoder().encodeToString(nonce);
    out.write(request(address, key).getBytes(StandardCharsets.US_ASCII));
    out.flush();
    InputStream buffered = new BufferedInputStream(in, BUFFER_BYTES);
    try {
      requireSwitch(address, response(buffered), key);
    } catch (EOFException | SocketException e) {
      throw new ProtocolException(
          "the broker hung up on a WebSocket request (%s): does it speak WebSocket on this port?"
              .formatted(e.getMessage()));
    }
    WebSocketOutput output = new WebSocketOutput(out);
    return new WebSocketStream(new WebSocketInput(buffered, output), output);
  }

  InputStream input() {
    return input;
  }

  OutputStream output() {
    return output;
  }

  private static String request(BrokerAddress address, String key) {
    return String.join(
        "\r\n",
        "GET " + address.path() + " HTTP/1.1",
        "Host: " + address.socketUri().substring("tcp://".length()),
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: " + key,
        "Sec-WebSocket-Protocol: mqtt",
        "Sec-WebSocket-Version: 13",
        "",
        "");
  }

  /** Byte by byte: what comes after the empty line is MQTT already. */
  private static String response(InputStream in) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int inARow = 0;
    while (inARow < 4) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("end of stream");
      }
      if (text.size() >= RESPONSE_BYTES_MAX) {
        throw new ProtocolException(
            "the answer to a WebSocket request has no end within " + RESPONSE_BYTES_MAX + " bytes");
      }
      text.write(next);
      inARow = next == (inARow % 2 == 0 ? '\r' : '\n') ? inARow + 1 : next == '\r' ? 1 : 0;
    }
    return text.toString(StandardCharsets.ISO_8859_1);
  }

  private static void requireSwitch(BrokerAddress address, String response, String key)
      throws IOException {
    String status = response.lines().findFirst().orElse("");
    if (!status.matches("HTTP/1\\.1 101( .*)?")) {
      throw new ProtocolException(
          "the answer to a WebSocket request for %s is \"%s\": compare the path in mqtt.uri with the broker's"
              .formatted(address.path(), status));
    }
    if (!header(response, "sec-websocket-accept").equals(Optional.of(accepted(key)))) {
      throw new ProtocolException("the answer to a WebSocket request has a wrong accept key");
    }
    if (!header(response, "sec-websocket-protocol").equals(Optional.of("mqtt"))) {
      throw new ProtocolException("the WebSocket at " + address.path() + " does not carry MQTT");
    }
  }

  private static Optional<String> header(String response, String name) {
    return response
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  private static String accepted(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + ACCEPT_SALT).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
