package io.rivulet.alerting.delivery;

import io.rivulet.alerting.channel.AddressGuard;
import io.rivulet.alerting.channel.AddressRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/** Looks names up when a connection is made, and gives out none that nothing may be sent to. */
final class GuardedResolver implements DnsResolver {
  private final AddressGuard guard;

  GuardedResolver(List<AddressRange> allowed) {
    this.guard = AddressGuard.of(allowed);
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return guard.resolve(host);
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
