package io.rivulet.alerting.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
  private final AddressGuard guard = AddressGuard.of(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.0.192",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "fec0::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::10.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "::127.0.0.1",
        "2001:db8::1"
      })
  @Requirement("NOTIFY-009")
  void whatIsNoPublicAddressIsRefused(String address) {
    assertThat(guard.refusal(AddressRange.literal(address)))
        .as(address)
        .hasValueSatisfying(why -> assertThat(why).contains("allowAddresses"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "172.32.0.1",
        "172.15.255.255",
        "100.63.255.255",
        "100.128.0.1",
        "169.253.1.1",
        "2606:4700::1111",
        "64:ff9b::8.8.8.8",
        "2002:808:808::"
      })
  @Requirement("NOTIFY-009")
  void publicAddressesAreNot(String address) {
    assertThat(guard.refusal(AddressRange.literal(address))).as(address).isEmpty();
  }

  @Test
  @Requirement("NOTIFY-009")
  void aRangeThatIsAllowedIsLetThroughAndNothingBesideIt() {
    AddressGuard lenient =
        AddressGuard.of(
            List.of(AddressRange.parse("10.20.0.0/15"), AddressRange.parse("fd00::/8")));
    assertThat(lenient.refusal(AddressRange.literal("10.21.255.255"))).isEmpty();
    assertThat(lenient.refusal(AddressRange.literal("::ffff:10.20.0.1"))).isEmpty();
    assertThat(lenient.refusal(AddressRange.literal("64:ff9b::10.20.0.1"))).isEmpty();
    assertThat(lenient.refusal(AddressRange.literal("fd00::1"))).isEmpty();
    assertThat(lenient.refusal(AddressRange.literal("10.22.0.0"))).isPresent();
    assertThat(lenient.refusal(AddressRange.literal("10.19.255.255"))).isPresent();
    assertThat(lenient.refusal(AddressRange.literal("127.0.0.1"))).isPresent();
  }

  @Test
  @Requirement("NOTIFY-009")
  void aHostThatIsAnAddressIsJudgedWithoutAskingAnybody() {
    assertThatThrownBy(() -> guard.requireAllowed("[::1]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("this machine");
    assertThatThrownBy(() -> guard.requireAllowed("169.254.169.254"))
        .hasMessageContaining("cloud metadata");
    guard.requireAllowed("a-name-that-is-not-looked-up.invalid");
  }

  @Test
  @Requirement("NOTIFY-009")
  void aNameIsJudgedByWhatItResolvesTo() {
    assertThatThrownBy(() -> guard.resolve("localhost"))
        .isInstanceOf(RefusedAddressException.class)
        .hasMessageContaining("localhost");
    assertThatThrownBy(() -> guard.resolve("2130706433"))
        .as("127.0.0.1 as one number")
        .isInstanceOf(RefusedAddressException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::/129", "name/8", "1.2.3"})
  @Requirement("NOTIFY-009")
  void whatIsNoRangeIsRefused(String text) {
    assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
