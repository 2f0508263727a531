package io.rivulet.runtime.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.runtime.mqtt.BrokerAddress.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAddressTest {
  @Test
  void readsEveryTransportWithItsDefaultPort() {
    assertThat(BrokerAddress.of("tcp://broker"))
        .isEqualTo(new BrokerAddress(Transport.TCP, "broker", 1883, ""));
    assertThat(BrokerAddress.of("ssl://broker"))
        .isEqualTo(new BrokerAddress(Transport.SSL, "broker", 8883, ""));
    assertThat(BrokerAddress.of("ws://broker"))
        .isEqualTo(new BrokerAddress(Transport.WS, "broker", 80, "/mqtt"));
    assertThat(BrokerAddress.of("wss://broker:8443/a/b?c=d"))
        .isEqualTo(new BrokerAddress(Transport.WSS, "broker", 8443, "/a/b?c=d"));
  }

  @Test
  void takesIpv6AddressesInBrackets() {
    BrokerAddress address = BrokerAddress.of("ssl://[::1]:8883");
    assertThat(address.host()).isEqualTo("::1");
    assertThat(address.socketUri()).isEqualTo("tcp://[::1]:8883");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "broker:1883",
        "http://broker",
        "tcp://",
        "tcp://broker:0",
        "tcp://broker:70000",
        "tcp://broker/path",
        "ssl://broker/",
        "ws://broker/#part",
        "tcp://bro ker"
      })
  void refusesWhatNoBrokerCouldBeAt(String uri) {
    assertThatThrownBy(() -> BrokerAddress.of(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mqtt.uri = \"" + uri + "\"")
        .hasMessageContaining("tcp://");
  }

  @Test
  void refusesAPasswordInTheAddressWithoutShowingIt() {
    assertThatThrownBy(() -> BrokerAddress.of("tcp://bridge:s3cret@broker"))
        .hasMessageContaining("mqtt.password")
        .hasMessageNotContaining("s3cret");
  }
}
