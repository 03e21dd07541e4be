package chat.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever clients send, the server responds or disconnects, keeps working and logs no trace. */
@SuppressWarnings("StringConcatToTextBlock") // lines of text blocks end without CR
class RubbishTest {
  private static final List<String> REQUESTS =
      List.of(
          "GARBAGE\r\n\r\n",
          "GET / HTTP/9.9\r\n\r\n",
          "GET / HTTP/1.1\r\n\r\n",
          "GET http:// HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
          "GET /api/rooms?after=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
          "GET /api/rooms?limit=%ff%fe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
          "GET /..;/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
          "GET /a%2fb HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
          "GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
          "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
          "CONNECT x:1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
          "TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: x\r\nCookie: =;;=\"\\;\r\nConnection: close\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
          "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
          "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
          "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Connection: close\r\nContent-Length: 3\r\n\r\n\u00ff\u00fe{");

  @Test
  void survivesRequests() throws Exception {
    try (RunningServer server = RunningServer.start();
        CapturedLog log = new CapturedLog()) {
      for (String request : REQUESTS) {
        try (RawConnection raw = new RawConnection(server.port())) {
          raw.send(request);
          String head = raw.head();
          assertTrue(
              head.isEmpty() || head.contains("Content-Security-Policy: "), () -> request + head);
        }
      }
      leaveInTheMiddle(server);
      for (int i = 0; i < 50; i++) {
        sendTooMuch(server, "0\r\n\r\n");
      }
      sendTooMuch(server, "");

      assertEquals(200, server.get("/healthz").statusCode());
      assertEquals(List.of(), log.stackTraces());
    }
  }

  /** Sends it in pieces, so that the response may come before the last one. */
  private static void sendTooMuch(RunningServer server, String end) throws IOException {
    String piece = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
    try (RawConnection raw = new RawConnection(server.port())) {
      raw.send(
          "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n");
      for (int i = 0; i < 5; i++) {
        raw.send(piece);
      }
      raw.send(end);
      assertTrue(raw.head().startsWith("HTTP/1.1 413 "));
    }
  }

  private static void leaveInTheMiddle(RunningServer server) throws IOException {
    try (RawConnection raw = new RawConnection(server.port())) {
      raw.send(
          "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Content-Length: 100\r\n\r\n{");
    }
    try (RawConnection raw = new RawConnection(server.port())) {
      raw.send("GET / HTTP/1.1\r\nHost");
    }
  }

  @Test
  void survivesHandshakes() throws Exception {
    try (RunningServer server = RunningServer.start();
        CapturedLog log = new CapturedLog()) {
      for (String header :
          List.of(
              "Sec-WebSocket-Extensions: ;;;=,\"",
              "Sec-WebSocket-Protocol: ,,;",
              "Sec-WebSocket-Protocol: chat.v1, session.",
              "Cookie: chat_session=",
              "Cookie: chat_session=\u00ff\u0001",
              "Authorization: Bearer \u00e4",
              "Origin: ://",
              "Origin: %%%",
              "Content-Length: 5")) {
        try (RawConnection raw = new RawConnection(server.port())) {
          assertTrue(raw.upgrade(header).startsWith("HTTP/1.1 "), header);
        }
      }
      assertEquals(List.of(), log.stackTraces());
    }
  }

  @Test
  void survivesFrames() throws Exception {
    try (RunningServer server = RunningServer.start();
        CapturedLog log = new CapturedLog()) {
      byte[] ping = "{\"type\":\"ping\"}".getBytes(UTF_8);
      for (int firstByte = 0; firstByte < 256; firstByte++) {
        try (RawConnection raw = new RawConnection(server.port())) {
          raw.upgrade();
          raw.sendFrame(firstByte, ping);
        }
      }
      assertEquals(1007, closeCodeAfter(server, 0x81, new byte[] {(byte) 0xc3, (byte) 0x28}));
      assertEquals(1009, closeCodeAfter(server, 0x81, new byte[65_537]));
      assertEquals(1009, closeCodeAfter(server, 0x82, new byte[65_537]));
      assertEquals(1002, closeCodeAfter(server, 0xff, ping));
      assertEquals(1002, closeCodeAfter(server, 0x80, ping)); // continues no message
      assertEquals(1002, closeCodeAfter(server, 0x88, new byte[] {1}));
      noise(server);

      assertEquals(200, server.get("/healthz").statusCode());
      assertEquals(List.of(), log.stackTraces());
    }
  }

  private static int closeCodeAfter(RunningServer server, int firstByte, byte[] payload)
      throws IOException {
    try (RawConnection raw = new RawConnection(server.port())) {
      raw.upgrade();
      raw.frame(); // the welcome
      raw.sendFrame(firstByte, payload);
      return raw.closeCode();
    }
  }

  private static void noise(RunningServer server) throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[1 + random.nextInt(300)];
      random.nextBytes(bytes);
      try (RawConnection raw = new RawConnection(server.port())) {
        raw.upgrade();
        raw.send(bytes);
      }
    }
  }
}
