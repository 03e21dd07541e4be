package chat.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.PemFiles;
import chat.server.RawConnection;
import chat.server.RunningServer;
import chat.server.TestWebSocket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TlsTest {
  @TempDir private static Path directory;

  private static PemFiles rsa;
  private static PemFiles ec;

  @BeforeAll
  static void makeKeys() throws Exception {
    rsa = PemFiles.make(directory, "RSA");
    ec = PemFiles.make(directory, "EC");
  }

  @Test
  void runsHandshakesOnOtherThreadsThanTheReadingOne() throws Exception {
    try (RunningServer server = start(rsa)) {
      assertFalse(server.isNonBlocking());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void speaksHttpsAndWssOnOnePort(String algorithm) throws Exception {
    PemFiles files = PemFiles.make(Files.createTempDirectory(directory, algorithm), algorithm);
    try (RunningServer server = start(files)) {
      HttpClient client = client(files);

      HttpResponse<String> session =
          client.send(
              HttpRequest.newBuilder(URI.create("https://" + server.host() + "/api/session"))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{}"))
                  .build(),
              BodyHandlers.ofString());

      assertEquals(201, session.statusCode());
      String cookie = session.headers().firstValue("Set-Cookie").orElseThrow();
      assertTrue(cookie.startsWith("__Host-chat_session_" + server.port() + "="), cookie);
      assertTrue(cookie.endsWith("; Secure"), cookie);
      assertEquals(
          "max-age=31536000",
          session.headers().firstValue("Strict-Transport-Security").orElseThrow());
      try (TestWebSocket socket = open(client, server, "https://" + server.host())) {
        socket.next("welcome");
      }
      WebSocketHandshakeException refused =
          assertThrows(
              WebSocketHandshakeException.class,
              () -> open(client, server, "http://" + server.host()));
      assertEquals(403, refused.getResponse().statusCode());
    }
  }

  @Test
  void rejectsTlsBelow12AndPlainHttp() throws Exception {
    try (RunningServer server = start(rsa)) {
      SSLContext context = context(rsa);
      for (String version : List.of("TLSv1.2", "TLSv1.3")) {
        try (SSLSocket socket = connect(context, server, version)) {
          socket.startHandshake();
          assertEquals(version, socket.getSession().getProtocol());
        }
      }
      for (String version : List.of("TLSv1", "TLSv1.1")) {
        try (SSLSocket socket = connect(context, server, version)) {
          assertThrows(IOException.class, socket::startHandshake);
        }
      }
      try (RawConnection plain = new RawConnection(server.port())) {
        plain.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertFalse(plain.head().contains("HTTP"));
      }
    }
  }

  @Test
  void saysWhatIsWrongWithTheFiles() throws Exception {
    Path nothing = directory.resolve("nothing.pem");
    Path text = Files.writeString(directory.resolve("text"), "no PEM");
    byte[] junk = {1, 2, 3};
    Path junkKey = PemFiles.write(directory.resolve("junk.key"), "PRIVATE KEY", junk);
    Path oldKey = PemFiles.write(directory.resolve("old.key"), "RSA PRIVATE KEY", junk);
    Path lockedKey = PemFiles.write(directory.resolve("l.key"), "ENCRYPTED PRIVATE KEY", junk);
    Path junkCertificate = PemFiles.write(directory.resolve("junk.crt"), "CERTIFICATE", junk);

    assertMistake("TLS_CERT needs TLS_KEY", rsa.certificate().toString(), "");
    assertMistake("TLS_KEY needs TLS_CERT", "", rsa.key().toString());
    assertMistake("TLS_CERT must be a file that can be read", "" + nothing, "" + rsa.key());
    assertMistake("TLS_CERT must be a PEM file", "" + text, "" + rsa.key());
    assertMistake("TLS_CERT holds a certificate that", "" + junkCertificate, "" + rsa.key());
    assertMistake("TLS_KEY must be a file", "" + rsa.certificate(), "" + nothing);
    assertMistake("TLS_KEY must be a PEM file", "" + rsa.certificate(), "" + text);
    assertMistake("TLS_KEY holds a key that is neither", "" + rsa.certificate(), "" + junkKey);
    assertMistake("TLS_KEY is not the key of", "" + rsa.certificate(), "" + ec.key());
    for (Path another : List.of(oldKey, lockedKey)) {
      String line = assertMistake("TLS_KEY ", "" + rsa.certificate(), "" + another);
      assertTrue(line.contains("openssl pkcs8 -topk8"), line);
    }
  }

  @Test
  void doesNotRevealTheKey() throws Exception {
    TlsIdentity identity =
        TlsIdentity.read(rsa.certificate().toString(), rsa.key().toString()).orElseThrow();

    assertEquals("CN=chat.example", identity.toString());
  }

  private static String assertMistake(String beginning, String certificate, String key) {
    var parsed = ServerConfig.parse(Map.of("TLS_CERT", certificate, "TLS_KEY", key), List.of());
    List<String> lines = assertInstanceOf(ServerConfig.Mistakes.class, parsed).lines();
    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.get(0).startsWith(beginning), lines.get(0));
    return lines.get(0);
  }

  private static RunningServer start(PemFiles files) throws IOException {
    return RunningServer.start("--tls-cert=" + files.certificate(), "--tls-key=" + files.key());
  }

  private static TestWebSocket open(HttpClient client, RunningServer server, String origin)
      throws Exception {
    URI uri = URI.create("wss://" + server.host() + "/ws");
    return TestWebSocket.open(client, uri, List.of(), "Origin", origin);
  }

  private static HttpClient client(PemFiles files) throws Exception {
    return HttpClient.newBuilder().sslContext(context(files)).build();
  }

  private static SSLContext context(PemFiles files) throws Exception {
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(files.trusted());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static SSLSocket connect(SSLContext context, RunningServer server, String version)
      throws IOException {
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.port());
    socket.setSoTimeout(10_000);
    socket.setEnabledProtocols(new String[] {version});
    return socket;
  }
}
