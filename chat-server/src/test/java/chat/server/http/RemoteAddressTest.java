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

/** Through a server that says nothing but whether the client is whom a test takes it for. */
final class RemoteAddressTest {
  @Test
  void believesATrustedProxy() throws Exception {
    TrustedProxies proxies = TrustedProxies.parse(List.of("127.0.0.1"));

    assertSeen("203.0.113.9", proxies, "203.0.113.9");
    assertSeen("2001:db8:0:1::", proxies, "evil, 2001:db8:0:1::7");
    assertSeen("127.0.0.1", proxies, "evil");
  }

  @Test
  void believesNobodyElse() throws Exception {
    assertSeen("127.0.0.1", TrustedProxies.none(), "203.0.113.9");
    assertSeen("127.0.0.1", TrustedProxies.parse(List.of("10.0.0.0/8")), "203.0.113.9");
  }

  private static void assertSeen(String address, TrustedProxies proxies, String forwardedFor)
      throws Exception {
    AddressBlock wanted = AddressBlock.of(IpAddresses.parse(address).orElseThrow());
    assertEquals("true", seen(wanted, proxies, forwardedFor), forwardedFor);
  }

  /** Whether a client with this field is taken for one at {@code wanted}. */
  private static String seen(AddressBlock wanted, TrustedProxies proxies, String forwardedFor)
      throws Exception {
    HttpConfiguration http = new HttpConfiguration();
    http.addCustomizer(new ProxyHeaders(proxies));
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract.NonBlocking() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            Content.Sink.write(
                response, true, RemoteAddress.of(request).equals(wanted) + "", callback);
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
