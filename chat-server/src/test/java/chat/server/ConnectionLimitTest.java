package chat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.http.security.MaxConnectionsHandler;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConnectionLimitTest {
  private static final String ROOMS = "GET /api/rooms HTTP/1.1\r\nHost: x\r\n\r\n";

  @Test
  void rejectsConnectionsAboveTheMaximum() throws Exception {
    try (RunningServer server = RunningServer.start("--max-connections=3");
        RawConnection ada = new RawConnection(server.port());
        RawConnection bob = new RawConnection(server.port());
        RawConnection eve = new RawConnection(server.port())) {
      assertTrue(ada.upgrade().startsWith("HTTP/1.1 101 "));
      bob.send(ROOMS);
      bob.response();
      assertTrue(eve.upgrade().startsWith("HTTP/1.1 101 "));

      try (RawConnection late = new RawConnection(server.port())) {
        String refused = late.upgrade();
        assertTrue(refused.startsWith("HTTP/1.1 503 "), refused);
        assertTrue(refused.contains("\r\nRetry-After: 30\r\n"), refused);
        assertTrue(refused.contains("\r\nConnection: close\r\n"), refused);
        assertTrue(late.ends());
      }
      try (RawConnection late = new RawConnection(server.port())) {
        late.send(ROOMS);
        String refused = late.response();
        assertTrue(refused.startsWith("HTTP/1.1 503 "), refused);
        assertTrue(refused.contains("\"retry_after_ms\":30000"), refused);
      }
      try (RawConnection watcher = new RawConnection(server.port())) {
        watcher.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        assertTrue(watcher.head().startsWith("HTTP/1.1 200 "), "it is full, and well");

        bob.send(ROOMS); // existing connections are still served
        assertTrue(bob.response().startsWith("HTTP/1.1 200 "));
      }
    }
  }

  @Test
  void reservesPlacesForKnownUsers() throws Exception {
    List<RawConnection> open = new ArrayList<>();
    try (RunningServer server = RunningServer.start("--max-connections=20")) {
      String registered =
          server
              .post("/api/accounts", "{\"username\":\"Ada\",\"password\":\"a good deal of wood\"}")
              .body();
      String session =
          JsonParser.parseString(registered).getAsJsonObject().get("session").getAsString();
      int strangers = 0;
      while (true) {
        RawConnection next = new RawConnection(server.port());
        open.add(next);
        String answer = next.upgrade();
        if (!answer.startsWith("HTTP/1.1 101 ")) {
          assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
          assertTrue(next.ends());
          break;
        }
        strangers++;
      }
      assertTrue(strangers <= 15, strangers + " strangers");
      try (RawConnection guest = new RawConnection(server.port());
          RawConnection ada = new RawConnection(server.port())) {
        guest.send(ROOMS.replace("Host: x", "Host: x\r\nAuthorization: Bearer unknown"));
        assertTrue(guest.response().startsWith("HTTP/1.1 503 "), "no session of ours");
        assertTrue(guest.ends());
        ada.send(ROOMS.replace("Host: x", "Host: x\r\nAuthorization: Bearer " + session));
        assertTrue(ada.response().startsWith("HTTP/1.1 200 "));
      }
    } finally {
      for (RawConnection each : open) {
        each.close();
      }
    }
  }

  /** From several addresses, each of which stays within the limit of one. */
  @Test
  void doesNotLetSilentConnectionsDisplaceOthers() throws Exception {
    List<RawConnection> silent = new ArrayList<>();
    try (RunningServer server = RunningServer.start("--max-connections=100");
        RawConnection ada = new RawConnection(server.port(), "127.0.0.9")) {
      for (int i = 0; i < 300; i++) {
        silent.add(new RawConnection(server.port(), "127.0.1." + (1 + i % 3)));
        if (i % 20 == 0) { // or her connection would time out as silent on a slow machine
          ada.send(ROOMS);
          String response = ada.response();
          assertTrue(response.startsWith("HTTP/1.1 200 "), response);
        }
      }
      try (RawConnection late = new RawConnection(server.port(), "127.0.0.10")) {
        assertTrue(late.upgrade().startsWith("HTTP/1.1 101 "));
      }
      ada.send(ROOMS);
      assertTrue(ada.response().startsWith("HTTP/1.1 200 "), "it has few connections");
      assertTrue(silent.get(0).ends(), "the oldest ones have to go");
    } finally {
      for (RawConnection each : silent) {
        each.close();
      }
    }
  }

  @Test
  void servesUsersDuringAFloodOfSilentConnections() throws Exception {
    List<RawConnection> crowd = new ArrayList<>();
    try (RunningServer server = RunningServer.start("--max-connections=1");
        RawConnection ada = new RawConnection(server.port())) {
      ada.upgrade();
      ada.frame(); // the welcome
      for (int i = 0; i < 2 * MaxConnectionsHandler.withRoomToReject(1); i++) {
        crowd.add(new RawConnection(server.port())); // the system accepts more than the server
      }
      ada.sendFrame(0x89, new byte[0]);
      assertEquals(0x0a, ada.frame().opCode());
    } finally {
      for (RawConnection each : crowd) {
        each.close();
      }
    }
  }

  @Test
  void limitsSilentConnectionsOfOneAddress() throws Exception {
    List<RawConnection> silent = new ArrayList<>();
    try (RunningServer server = RunningServer.start("--limit-connections=2");
        RawConnection upgraded = new RawConnection(server.port())) {
      upgraded.upgrade(); // counts as a WebSocket from now on
      for (int i = 0; i < 4; i++) {
        silent.add(new RawConnection(server.port()));
        silent.get(i).send(ROOMS);
        assertTrue(silent.get(i).response().startsWith("HTTP/1.1 200 "));
      }
      try (RawConnection tooMany = new RawConnection(server.port())) {
        tooMany.trySend(ROOMS);
        assertTrue(tooMany.ends(), "it is one too many");
      }
      try (RawConnection neighbour = new RawConnection(server.port(), "127.0.0.2")) {
        neighbour.send(ROOMS);
        assertTrue(neighbour.response().startsWith("HTTP/1.1 200 "));
      }

      assertTrue(silent.get(0).upgrade().startsWith("HTTP/1.1 101 "));
      silent.get(0).frame(); // the welcome: it is upgraded
      try (RawConnection another = new RawConnection(server.port())) {
        another.send(ROOMS);
        assertTrue(another.response().startsWith("HTTP/1.1 200 "), "there is room again");
      }
    } finally {
      for (RawConnection each : silent) {
        each.close();
      }
    }
  }

  @Test
  void doesNotCountByTheAddressOfATrustedProxy() throws Exception {
    List<RawConnection> people = new ArrayList<>();
    try (RunningServer server =
        RunningServer.start("--limit-connections=1", "--trusted-proxies=127.0.0.1")) {
      for (int i = 0; i < 6; i++) {
        people.add(new RawConnection(server.port()));
        people.get(i).send(ROOMS);
        assertTrue(people.get(i).response().startsWith("HTTP/1.1 200 "));
      }
    } finally {
      for (RawConnection each : people) {
        each.close();
      }
    }
  }

  @Test
  void acceptsAllConnectionsWhenLimitsAreOff() throws Exception {
    try (RunningServer server = RunningServer.start("--max-connections=1", "--limits=off");
        RawConnection ada = new RawConnection(server.port());
        RawConnection bob = new RawConnection(server.port())) {
      assertEquals(
          List.of("HTTP/1.1 101", "HTTP/1.1 101"),
          List.of(ada.upgrade().substring(0, 12), bob.upgrade().substring(0, 12)));
    }
  }
}
