package chat.server;

import chat.server.config.ServerConfig;
import chat.server.config.TlsIdentity;
import chat.server.http.ForwardedHeaders;
import chat.server.http.SecurityHeaders;
import chat.server.http.security.HeaderReadTimeout;
import chat.server.http.security.MaxConnectionsHandler;
import chat.server.http.security.PerAddressConnections;
import chat.server.limit.RateLimits;
import chat.server.websocket.jetty.JettyShortcuts;
import java.time.Duration;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Creates the server's connector, with or without TLS, and its limits. Stateless. */
final class ConnectorFactory {
  /**
   * After a restart all clients reconnect within seconds; the default backlog of 50 is too small.
   */
  private static final int ACCEPT_QUEUE = 1_024;

  /** At shutdown, idle keep-alive connections must not delay the end. */
  private static final Duration SHUTDOWN_IDLE = Duration.ofMillis(200);

  /** Between two bytes, or two requests. WebSockets use the heartbeat instead. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private static final int HEADER_BYTES = 8_192;

  private static final Duration SWEEP_PERIOD = Duration.ofSeconds(1);

  private ConnectorFactory() {}

  /** A connector of {@code server}, set up by {@code config}; not opened yet. */
  static ServerConnector of(
      ServerConfig config,
      Server server,
      RateLimits limits,
      ServerExecutors threads,
      JettyShortcuts shortcuts) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    // The leniency that RFC 9112 permits, such as a line that ends without CR, lets a proxy and
    // this server parse the same bytes as different requests (request smuggling).
    http.setHttpCompliance(HttpCompliance.STRICT);
    ServerConnector made;
    if (config.tls().isPresent()) {
      // No SNI check here: clients verify the host name of the certificate themselves.
      http.addCustomizer(new SecureRequestCustomizer(false));
      made =
          shortcuts.connector(
              server,
              threads.critical(),
              new SslConnectionFactory(tls(config.tls().get()), "http/1.1"),
              new HttpConnectionFactory(http));
    } else {
      made = shortcuts.connector(server, threads.critical(), new HttpConnectionFactory(http));
    }
    http.addCustomizer(new ForwardedHeaders(config.trustedProxies()));
    http.addCustomizer(new SecurityHeaders());
    made.setHost(config.host());
    made.setPort(config.port());
    made.setAcceptQueueSize(ACCEPT_QUEUE);
    made.setIdleTimeout(IDLE.toMillis());
    made.setShutdownIdleTimeout(SHUTDOWN_IDLE.toMillis());
    if (config.limits().on()) {
      int most = MaxConnectionsHandler.withRoomToReject(config.maxConnections());
      server.addBean(new NetworkConnectionLimit(most, made));
    }
    int requests =
        config.limits().on()
            ? MaxConnectionsHandler.requestsAtATime(config.maxConnections())
            : Integer.MAX_VALUE;
    made.addBean(
        new PerAddressConnections(limits.requestConnections(), requests, config.trustedProxies()));
    HeaderReadTimeout headerTimeout = new HeaderReadTimeout(System::nanoTime);
    made.addBean(headerTimeout);
    threads.every(SWEEP_PERIOD, headerTimeout::sweep);
    return made;
  }

  private static SslContextFactory.Server tls(TlsIdentity identity) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(identity.keyStore());
    tls.setKeyStorePassword("");
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    tls.setRenegotiationAllowed(false);
    return tls;
  }
}
