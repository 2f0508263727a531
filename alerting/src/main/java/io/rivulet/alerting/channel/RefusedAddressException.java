package io.rivulet.alerting.channel;

import java.net.UnknownHostException;

/** A name leads to an address that nothing is sent to. */
public final class RefusedAddressException extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  RefusedAddressException(String message) {
    super(message);
  }
}
