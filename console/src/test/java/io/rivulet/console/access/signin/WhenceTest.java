package io.rivulet.console.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import org.junit.jupiter.api.Test;

class WhenceTest {
  @Test
  @Requirement("ACCESS-054")
  void addressesOfOneIpv6NetworkAreOneAndIpv4AddressesAreEachTheirOwn() {
    assertThat(Whence.of("2001:db8:1:2:aaaa::1")).isEqualTo("20010db800010002/64");
    assertThat(Whence.of("[2001:db8:1:2:ffff:ffff:ffff:ffff]")).isEqualTo("20010db800010002/64");
    assertThat(Whence.of("2001:db8:1:3::1")).isNotEqualTo(Whence.of("2001:db8:1:2::1"));
    assertThat(Whence.of("192.0.2.1")).isEqualTo("192.0.2.1");
    assertThat(Whence.of("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
    assertThat(Whence.of("[0:0:0:0:0:0:0:1]")).isEqualTo(Whence.of("::1"));
    assertThat(Whence.of("rivulet.example")).isEqualTo("rivulet.example");
    assertThat(Whence.of(":::")).isEqualTo(":::");
  }
}
