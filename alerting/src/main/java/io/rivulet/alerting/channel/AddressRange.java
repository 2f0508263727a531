package io.rivulet.alerting.channel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A range of IP addresses, as in {@code 10.0.0.0/8}, {@code fd00::/8} or {@code 127.0.0.1}.
 *
 * @param network its first address
 * @param bits how many leading bits an address shares with it: 0 to 32 or 0 to 128
 */
public record AddressRange(InetAddress network, int bits) {
  private static final Pattern IPV4 =
      Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /** Refuses lengths that its kind of address has not. */
  public AddressRange {
    Objects.requireNonNull(network, "network");
    int most = network.getAddress().length * Byte.SIZE;
    if (bits < 0 || bits > most) {
      throw new IllegalArgumentException(
          network.getHostAddress() + "/" + bits + ": the length is not 0 to " + most);
    }
  }

  /**
   * Reads a range, or one address.
   *
   * @throws IllegalArgumentException where it is neither; names are never looked up
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    InetAddress network = literal(address);
    int most = network.getAddress().length * Byte.SIZE;
    try {
      return new AddressRange(
          network, slash < 0 ? most : Integer.parseInt(text.substring(slash + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no range such as 10.0.0.0/8 or fd00::/8", e);
    }
  }

  /** Whether a text is an address rather than a name. */
  public static boolean isLiteral(String text) {
    return IPV4.matcher(text).matches() || IPV6.matcher(text).matches();
  }

  /**
   * An address from its digits.
   *
   * @throws IllegalArgumentException where the text is a name, or no address
   */
  public static InetAddress literal(String text) {
    if (!isLiteral(text)) {
      throw new IllegalArgumentException("'" + text + "' is no IP address");
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("'" + text + "' is no IP address", e);
    }
  }

  /** Whether the address is of the same kind and in the range. */
  public boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + bits;
  }
}
