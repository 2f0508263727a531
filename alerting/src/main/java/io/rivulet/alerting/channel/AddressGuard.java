package io.rivulet.alerting.channel;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Keeps notifications from being sent to what is no public receiver: this machine, its neighbours,
 * a cloud's metadata. A range that a channel allows is let through.
 *
 * <p>Addresses are judged when a connection is made, so that a name which resolves to something
 * else later does not slip through.
 */
public final class AddressGuard {
  private static final Map<String, List<String>> REFUSED =
      Map.of(
          "unspecified", List.of("0.0.0.0/8", "::/128"),
          "this machine", List.of("127.0.0.0/8", "::1/128"),
          "link-local, as cloud metadata is", List.of("169.254.0.0/16", "fe80::/10"),
          "private",
              List.of(
                  "10.0.0.0/8",
                  "172.16.0.0/12",
                  "192.168.0.0/16",
                  "fc00::/7",
                  "fec0::/10",
                  "64:ff9b:1::/48"),
          "of a carrier's network (CGNAT)", List.of("100.64.0.0/10"),
          "multicast", List.of("224.0.0.0/4", "ff00::/8"),
          "reserved",
              List.of(
                  "192.0.0.0/24",
                  "192.0.2.0/24",
                  "198.18.0.0/15",
                  "198.51.100.0/24",
                  "203.0.113.0/24",
                  "240.0.0.0/4",
                  "100::/64",
                  "2001:db8::/32"));

  private static final Map<AddressRange, String> WHY = why();

  /** Where an IPv6 address holds an IPv4 one, by the byte at which it begins. */
  private static final Map<AddressRange, Integer> EMBEDDING =
      Map.of(
          AddressRange.parse("64:ff9b::/96"), 12,
          AddressRange.parse("2002::/16"), 2,
          AddressRange.parse("::/96"), 12);

  private final List<AddressRange> allowed;

  private AddressGuard(List<AddressRange> allowed) {
    this.allowed = allowed;
  }

  /** A guard that lets these ranges through, too. */
  public static AddressGuard of(List<AddressRange> allowed) {
    return new AddressGuard(List.copyOf(allowed));
  }

  /**
   * Judges a host as far as that goes without looking its name up.
   *
   * @throws IllegalArgumentException where it is an address that is refused
   */
  public void requireAllowed(String host) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    if (AddressRange.isLiteral(bare)) {
      refusal(AddressRange.literal(bare))
          .ifPresent(
              why -> {
                throw new IllegalArgumentException(why);
              });
    }
  }

  /**
   * Looks a name up.
   *
   * @return all its addresses, at least one
   * @throws UnknownHostException where it is not known
   * @throws RefusedAddressException where any of its addresses is refused
   */
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = InetAddress.getAllByName(host);
    for (InetAddress address : addresses) {
      Optional<String> why = refusal(address);
      if (why.isPresent()) {
        throw new RefusedAddressException(host + ": " + why.get());
      }
    }
    return addresses;
  }

  /** Why an address is refused; empty where it is let through. */
  public Optional<String> refusal(InetAddress address) {
    if (allowed.stream().anyMatch(range -> range.contains(address))) {
      return Optional.empty();
    }
    return reason(address)
        .or(() -> embedded(address).flatMap(this::refusal))
        .map(
            why ->
                why.startsWith("the address")
                    ? why
                    : "the address %s is %s; where that is meant, name its range in allowAddresses"
                        .formatted(address.getHostAddress(), why));
  }

  private static Optional<String> reason(InetAddress address) {
    return WHY.entrySet().stream()
        .filter(entry -> entry.getKey().contains(address))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Optional<InetAddress> embedded(InetAddress address) {
    if (address instanceof Inet4Address) {
      return Optional.empty();
    }
    return EMBEDDING.entrySet().stream()
        .filter(entry -> entry.getKey().contains(address))
        .map(entry -> ipv4(((Inet6Address) address).getAddress(), entry.getValue()))
        .findFirst();
  }

  private static InetAddress ipv4(byte[] bytes, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an IPv4 address", e);
    }
  }

  private static Map<AddressRange, String> why() {
    return REFUSED.entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(text -> Map.entry(text, entry.getKey())))
        .collect(
            Collectors.toUnmodifiableMap(
                entry -> AddressRange.parse(entry.getKey()), Map.Entry::getValue));
  }
}
