package io.rivulet.console.access.signin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Where somebody asks from, as far as they cannot change it at will. */
final class Whence {
  /** Only what is written as a number: a name would be looked up. */
  private static final Pattern IPV6 = Pattern.compile("\\[?([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)]?");

  private static final int NETWORK_BYTES = 8;

  private Whence() {}

  /**
   * An IPv4 address as it is; of IPv6 the network, because whoever has one address there has 2^64
   * of them.
   */
  static String of(String address) {
    var number = IPV6.matcher(address);
    if (!number.matches()) {
      return address;
    }
    try {
      InetAddress read = InetAddress.getByName(number.group(1));
      if (!(read instanceof Inet6Address) || read.isLoopbackAddress()) {
        return read.getHostAddress();
      }
      return HexFormat.of().formatHex(read.getAddress(), 0, NETWORK_BYTES) + "/64";
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
