package io.rivulet.runtime.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PausingInputTest {
  /** Gives one byte at a time, and a timeout before each. */
  private static final class Pausing extends InputStream {
    private final byte[] bytes;
    private int next;
    private boolean paused;

    Pausing(byte... bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] single = new byte[1];
      return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      paused = !paused;
      if (paused) {
        throw new SocketTimeoutException();
      }
      if (next == bytes.length) {
        return -1;
      }
      target[offset] = bytes[next++];
      return 1;
    }
  }

  @Test
  @Requirement("BRIDGE-038")
  void webSocketFramesOfEverySizeFragmentedAndMixedWithPingsComeWhole() throws Exception {
    byte[] payload = new byte[70_500];
    new Random(7).nextBytes(payload);
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    wire.write(new byte[] {(byte) 0x02, 100});
    wire.write(payload, 0, 100);
    wire.write(new byte[] {(byte) 0x89, 2, 'h', 'i'});
    wire.write(new byte[] {(byte) 0x80, 126, 0x01, (byte) 0x90});
    wire.write(payload, 100, 400);
    wire.write(new byte[] {(byte) 0x82, 0});
    wire.write(new byte[] {(byte) 0x82, 127, 0, 0, 0, 0, 0, 1, 0x11, 0x70});
    wire.write(payload, 500, 70_000);
    wire.write(new byte[] {(byte) 0x88, 0});
    ByteArrayOutputStream answers = new ByteArrayOutputStream();

    InputStream in =
        new WebSocketInput(new Pausing(wire.toByteArray()), new WebSocketOutput(answers));

    assertThat(readAll(in)).isEqualTo(payload);
    byte[] pong = answers.toByteArray();
    assertThat(pong).hasSize(8).startsWith((byte) 0x8a, (byte) 0x82);
    assertThat(pong[6] ^ pong[2]).isEqualTo('h');
    assertThat(pong[7] ^ pong[3]).isEqualTo('i');
  }

  @Test
  @Requirement("BRIDGE-038")
  void aPauseWithinAPacketsHeaderIsWaitedOut() throws Exception {
    InputStream in = new BrokerInput(new Pausing((byte) 0x30, (byte) 0x81, (byte) 0x01), 0);

    assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
    assertThat(in.read()).isEqualTo(0x30);
    assertThat(in.read()).isEqualTo(0x81);
    assertThat(in.read()).isEqualTo(0x01);
    assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
    assertThat(in.read()).isEqualTo(-1);
  }

  @Test
  void framesThatNoServerMaySendEndTheConnection() {
    WebSocketOutput out = new WebSocketOutput(new ByteArrayOutputStream());
    for (byte[] frame :
        new byte[][] {{(byte) 0x82, (byte) 0x81}, {(byte) 0x81, 1}, {(byte) 0x89, 126, 1, 0}}) {
      assertThatThrownBy(() -> readAll(new WebSocketInput(new Pausing(frame), out)))
          .as(Arrays.toString(frame))
          .isInstanceOf(ProtocolException.class);
    }
  }

  private static byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] some = new byte[1000];
    while (true) {
      try {
        int read = in.read(some, 0, some.length);
        if (read < 0) {
          return all.toByteArray();
        }
        all.write(some, 0, read);
      } catch (SocketTimeoutException pause) {
        continue;
      }
    }
  }
}
