package io.rivulet.alerting.delivery;

import io.rivulet.alerting.channel.Network;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;

/** Makes HTTP clients that do what they are told and nothing of their own. */
public final class HttpClientFactory {
  private static final int MOST_HEADERS = 100;
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int IDLE_MILLIS = 100;
  private static final int LIVE_SECONDS = 60;

  private HttpClientFactory() {}

  /**
   * A client.
   *
   * @param threads how many requests it carries at once
   */
  public static CloseableHttpClient of(Network network, int threads) {
    Timeout connect = Timeout.of(network.connectTimeout());
    Timeout answer = Timeout.of(network.answerTimeout());
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new GuardedResolver(network.allowAddresses()))
                .setTlsSocketStrategy(new FreshTls(network.ca()))
                .setConnectionFactory(
                    ManagedHttpClientConnectionFactory.builder()
                        .http1Config(
                            Http1Config.custom()
                                .setMaxHeaderCount(MOST_HEADERS)
                                .setMaxLineLength(LONGEST_LINE)
                                .build())
                        .build())
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(answer)
                        .setValidateAfterInactivity(IDLE_MILLIS, TimeUnit.MILLISECONDS)
                        .setTimeToLive(LIVE_SECONDS, TimeUnit.SECONDS)
                        .build())
                .setDefaultSocketConfig(
                    SocketConfig.custom().setSoTimeout(connect).setTcpNoDelay(true).build())
                .setMaxConnTotal(threads)
                .setMaxConnPerRoute(threads)
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(answer)
                .setConnectionRequestTimeout(connect)
                .setRedirectsEnabled(false)
                .setContentCompressionEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .setAuthenticationEnabled(false)
                .build())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .setUserAgent("Rivulet")
        .build();
  }
}
