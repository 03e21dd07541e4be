package chat.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.server.limit.AddressBlock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/** Through a server that responds with the client's address. */
final class RemoteAddressTest {
  @Test
  void trustsAConfiguredProxy() throws Exception {
    TrustedProxies proxies = TrustedProxies.parse(List.of("127.0.0.1"));

    assertEquals(block("203.0.113.9"), seen(proxies, "203.0.113.9"));
    assertEquals(block("2001:db8:0:1::"), seen(proxies, "evil, 2001:db8:0:1::7"));
    assertEquals(block("127.0.0.1"), seen(proxies, "evil"));
  }

  @Test
  void trustsNoOtherPeer() throws Exception {
    assertEquals(block("127.0.0.1"), seen(TrustedProxies.none(), "203.0.113.9"));
    assertEquals(
        block("127.0.0.1"), seen(TrustedProxies.parse(List.of("10.0.0.0/8")), "203.0.113.9"));
  }

  private static String block(String address) {
    return AddressBlock.of(IpAddresses.parse(address).orElseThrow()).toString();
  }

  private static String seen(TrustedProxies proxies, String forwardedFor) throws Exception {
    HttpConfiguration http = new HttpConfiguration();
    http.addCustomizer(new ForwardedHeaders(proxies));
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract.NonBlocking() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            Content.Sink.write(response, true, RemoteAddress.of(request).toString(), callback);
            return true;
          }
        });
    server.start();
    try {
      URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/");
      HttpRequest request =
          HttpRequest.newBuilder(uri).header("X-Forwarded-For", forwardedFor).build();
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    } finally {
      server.stop();
    }
  }
}
