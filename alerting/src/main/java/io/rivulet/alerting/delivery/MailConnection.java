package io.rivulet.alerting.delivery;

import io.rivulet.alerting.channel.AddressGuard;
import io.rivulet.alerting.channel.MailRelay;
import io.rivulet.alerting.channel.Secrets;
import io.rivulet.runtime.tls.TlsContext;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Connects to a relay, where its address is one that may be sent to. */
final class MailConnection {
  private final MailRelay relay;
  private final Secrets secrets;

  MailConnection(MailRelay relay, Secrets secrets) {
    this.relay = relay;
    this.secrets = secrets;
  }

  /**
   * How the mail library speaks to the relay, with the password and authorities as they are now.
   */
  Session session() throws IOException {
    int answerMillis = Math.toIntExact(relay.network().answerTimeout().toMillis());
    Properties properties = new Properties();
    properties.put("mail.smtp.host", relay.host());
    properties.put("mail.smtp.timeout", Integer.toString(answerMillis));
    properties.put("mail.smtp.writetimeout", Integer.toString(answerMillis));
    properties.put("mail.smtp.sendpartial", "true");
    properties.put("mail.smtp.localhost", "rivulet");
    properties.put("mail.smtp.quitwait", "false");
    if (relay.security() == MailRelay.Security.STARTTLS) {
      properties.put("mail.smtp.starttls.enable", "true");
      properties.put("mail.smtp.starttls.required", "true");
      properties.put("mail.smtp.ssl.checkserveridentity", "true");
      properties.put("mail.smtp.ssl.socketFactory", tls());
    }
    if (relay.user().isEmpty()) {
      return Session.getInstance(properties);
    }
    String user = relay.user().get();
    String password = secrets.find(relay.password().orElseThrow());
    properties.put("mail.smtp.auth", "true");
    properties.put("mail.smtp.user", user);
    return Session.getInstance(
        properties,
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(user, password);
          }
        });
  }

  /** A connection, with TLS where the relay wants it from the beginning. */
  Socket open() throws IOException {
    InetAddress[] addresses =
        AddressGuard.of(relay.network().allowAddresses()).resolve(relay.host());
    IOException failure = null;
    for (InetAddress address : addresses) {
      try {
        return open(address);
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }

  private Socket open(InetAddress address) throws IOException {
    // The library reads the name back from the address to hold the certificate against it.
    InetAddress named = InetAddress.getByAddress(relay.host(), address.getAddress());
    int connectMillis = Math.toIntExact(relay.network().connectTimeout().toMillis());
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(named, relay.port()), connectMillis);
      socket.setSoTimeout(Math.toIntExact(relay.network().answerTimeout().toMillis()));
      return relay.security() == MailRelay.Security.TLS ? encrypted(socket) : socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private SSLSocket encrypted(Socket socket) throws IOException {
    SSLSocket encrypted = (SSLSocket) tls().createSocket(socket, relay.host(), relay.port(), true);
    SSLParameters parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
    return encrypted;
  }

  private SSLSocketFactory tls() throws IOException {
    return TlsContext.trusting("ca", relay.network().ca()).getSocketFactory();
  }
}
