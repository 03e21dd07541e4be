package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RunningServer;
import com.google.gson.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registering, signing in and out, and what becomes of an account. */
final class AccountsTest {
  private static final String PASSWORD = "a good deal of wood";

  private RunningServer server;
  private Client client;

  @BeforeEach
  void start() throws Exception {
    server = RunningServer.start();
    client = new Client(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void registersSomebodyNewAndSignsThemInAgain() throws Exception {
    JsonObject registered = client.register("Ada", PASSWORD);
    assertEquals("Ada", Frame.text(registered, "user.name"));
    assertEquals("registered", Frame.text(registered, "user.kind"));
    String session = Frame.text(registered, "session");

    Client again = new Client(server);
    JsonObject signedIn =
        again.created(
            "POST", "/api/session", Frame.object("username", "aDA", "password", PASSWORD));
    assertEquals(registered.get("user"), signedIn.get("user"));
    assertNotEquals(session, Frame.text(signedIn, "session"));
    JsonObject account = again.granted("GET", "/api/account");
    assertEquals("user", Frame.text(account, "role"));
    assertEquals(signedIn.get("user"), account.get("user"));
    try (Talker ada = Talker.arrive(server, session)) {
      assertEquals("Ada", ada.name());
    }
  }

  @Test
  void keepsTheGuestsIdRoomsAndConversations() throws Exception {
    try (Talker ada = Talker.called("Ada", server);
        Talker bob = Talker.called("Bob", server)) {
      ada.join("general");
      bob.join("general");
      ada.say("general", "@bob psst");
      client.as(ada.session());

      JsonObject registered = client.register("Countess", PASSWORD);

      assertEquals(ada.id(), Frame.text(registered, "user.id"));
      assertEquals("registered", Frame.text(bob.hears("user_changed"), "user.kind"));
      JsonObject own = ada.hears("user_changed");
      assertEquals("Countess", Frame.text(own, "user.name"));
      ada.say("general", "the same connection goes on");
      assertEquals(
          "registered", Frame.text(bob.hears("new_message", "room", "general"), "user.kind"));
      assertEquals(401, client.as(ada.session()).ask("GET", "/api/account", null).statusCode());
      try (Talker again = Talker.arrive(server, Frame.text(registered, "session"))) {
        String rooms = again.welcome().getAsJsonArray("rooms").toString();
        assertTrue(rooms.contains("\"direct\""), rooms);
        again.say("general", "still a member");
      }
    }
  }

  @Test
  void signsOutAtOnce() throws Exception {
    JsonObject registered = client.register("Ada", PASSWORD);
    try (Talker ada = Talker.arrive(server, Frame.text(registered, "session"))) {
      assertEquals(204, client.ask("DELETE", "/api/session", null).statusCode());
      assertEquals(4001, ada.closeCode());
    }
    assertEquals("", client.cookie());
    client.as(Frame.text(registered, "session"));
    assertEquals(401, client.ask("GET", "/api/account", null).statusCode());
    assertFalse(client.ask("GET", "/api/account", null).body().contains(PASSWORD));
  }
}
