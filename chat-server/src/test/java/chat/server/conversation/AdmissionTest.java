package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import chat.core.port.Patience;
import chat.server.QuickHasher;
import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registration modes, admins, and what survives a restart. */
final class AdmissionTest {
  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();

  private RunningServer start(String... flags) throws Exception {
    String[] all = new String[flags.length + 2];
    all[0] = "--data-dir=" + folder.resolve("data");
    all[1] = "--limits=off";
    System.arraycopy(flags, 0, all, 2, flags.length);
    return RunningServer.start(clock, new QuickHasher(), all);
  }

  private Path tokenFile() {
    return folder.resolve("data").resolve("admin-token");
  }

  private String token() throws Exception {
    return Files.readString(tokenFile()).strip();
  }

  private static JsonObject with(JsonObject body, String field, String value) {
    body.addProperty(field, value);
    return body;
  }

  private static JsonObject person(String name) {
    return ApiClient.credentials(name, ApiClient.PASSWORD);
  }

  private ApiClient admin(RunningServer server) throws Exception {
    ApiClient admin = new ApiClient(server);
    admin.created("POST", "/api/accounts", with(person("Root"), "admin_token", token()));
    return admin;
  }

  /** The file is deleted shortly after the response. */
  private void awaitNoTokenFile() throws Exception {
    long deadline = System.nanoTime() + Patience.NANOS;
    while (Files.exists(tokenFile())) {
      assertTrue(System.nanoTime() - deadline < 0, "the file is still there");
      Thread.onSpinWait();
    }
  }

  @Test
  void makesTheFirstAdminByTheTokenInTheDataDirectory() throws Exception {
    try (RunningServer server = start()) {
      String token = token();
      ApiClient first = new ApiClient(server);
      assertEquals("Ada", Frame.text(first.register("Ada"), "user.name"));
      assertEquals("user", Frame.text(first.granted("GET", "/api/account"), "role"));
      JsonObject problem =
          new ApiClient(server)
              .refused(
                  403,
                  "forbidden",
                  "POST",
                  "/api/accounts",
                  with(person("Eve"), "admin_token", "x"));
      assertEquals("admin_token", Frame.text(problem, "field"));
      ApiClient admin = admin(server);
      assertEquals("admin", Frame.text(admin.granted("GET", "/api/account"), "role"));
      awaitNoTokenFile();
      first.refused(403, "forbidden", "PATCH", "/api/account", Frame.object("admin_token", token));
      new ApiClient(server)
          .refused(
              403, "forbidden", "POST", "/api/accounts", with(person("Eve"), "admin_token", token));
    }
  }

  @Test
  void makesAnAccountTheFirstAdmin() throws Exception {
    try (RunningServer server = start()) {
      ApiClient ada = new ApiClient(server);
      ada.register("Ada");
      JsonObject account =
          ada.granted("PATCH", "/api/account", Frame.object("admin_token", token()));
      assertEquals("admin", Frame.text(account, "role"));
      awaitNoTokenFile();
    }
  }

  @Test
  void makesNoGuestAnAdmin() throws Exception {
    try (RunningServer server = start()) {
      ApiClient guest = new ApiClient(server);
      guest.created("POST", "/api/session", new JsonObject());
      guest.refused(
          403, "forbidden", "PATCH", "/api/account", Frame.object("admin_token", token()));
      assertTrue(Files.exists(tokenFile()));
    }
  }

  @Test
  void letsOnlyTheFirstAdminRegisterWhenClosed() throws Exception {
    try (RunningServer server = start("--registration=closed")) {
      assertEquals("closed", Frame.text(toldToStrangers(server), "mode"));
      new ApiClient(server).refusedToRegister(403, "forbidden", "Ada", ApiClient.PASSWORD);
      new ApiClient(server)
          .refused(
              403, "forbidden", "POST", "/api/accounts", with(person("Ada"), "invitation", "any"));
      admin(server);
      try (ApiClient guest = ApiClient.arrive(server)) {
        assertEquals("guest", Frame.text(guest.welcome(), "user.kind"), "guests come all the same");
      }
    }
  }

  private static JsonObject toldToStrangers(RunningServer server) throws Exception {
    return new ApiClient(server).granted("GET", "/api/registration");
  }

  @Test
  void letsInvitedUsersRegister() throws Exception {
    try (RunningServer server = start("--registration=invite")) {
      assertEquals("invite", Frame.text(toldToStrangers(server), "mode"));
      ApiClient admin = admin(server);
      JsonObject made =
          admin.created("POST", "/api/invitations", Frame.object("uses", 2, "days", 1));
      String invitation = Frame.text(made, "invitation");
      assertEquals("2026-01-02T00:00:00.000Z", Frame.text(made, "expires"));
      JsonObject problem =
          new ApiClient(server).refusedToRegister(403, "forbidden", "Ada", ApiClient.PASSWORD);
      assertEquals("invitation", Frame.text(problem, "field"));
      refuses(server, "Ada", invitation + "x");
      accepts(server, "Ada", invitation);
      JsonObject listed =
          Frame.list(admin.granted("GET", "/api/invitations"), "invitations").get(0);
      assertEquals(1, listed.get("uses").getAsInt());
      assertFalse(listed.toString().contains(invitation), "shown once");
      accepts(server, "Bob", invitation);
      refuses(server, "Cleo", invitation);
      assertEquals(
          0, admin.granted("GET", "/api/invitations").getAsJsonArray("invitations").size());
    }
  }

  @Test
  void rejectsExpiredAndRevokedInvites() throws Exception {
    try (RunningServer server = start("--registration=invite")) {
      ApiClient admin = admin(server);
      JsonObject first = admin.created("POST", "/api/invitations", new JsonObject());
      JsonObject second = admin.created("POST", "/api/invitations", new JsonObject());
      admin.done("DELETE", "/api/invitations/" + Frame.text(first, "id"));
      admin.refused(404, "not_found", "DELETE", "/api/invitations/" + Frame.text(first, "id"));
      refuses(server, "Ada", Frame.text(first, "invitation"));
      clock.pass(Duration.ofDays(7));
      refuses(server, "Ada", Frame.text(second, "invitation"));
    }
  }

  private static void accepts(RunningServer server, String name, String invitation)
      throws Exception {
    new ApiClient(server)
        .created("POST", "/api/accounts", with(person(name), "invitation", invitation));
  }

  private static void refuses(RunningServer server, String name, String invitation)
      throws Exception {
    JsonObject problem =
        new ApiClient(server)
            .refused(
                403,
                "forbidden",
                "POST",
                "/api/accounts",
                with(person(name), "invitation", invitation));
    assertEquals("invitation", Frame.text(problem, "field"));
  }

  @Test
  void letsOnlyAdminsInvite() throws Exception {
    try (RunningServer server = start()) {
      ApiClient ada = new ApiClient(server);
      ada.refused(401, "unauthorized", "POST", "/api/invitations", new JsonObject());
      ada.register("Ada");
      ada.refused(403, "forbidden", "POST", "/api/invitations", new JsonObject());
      ada.refused(403, "forbidden", "GET", "/api/invitations");
      ada.refused(403, "forbidden", "DELETE", "/api/invitations/x");
      ApiClient admin = admin(server);
      for (JsonObject wrong :
          List.of(
              Frame.object("uses", 0),
              Frame.object("uses", 1001),
              Frame.object("days", 366),
              Frame.object("days", "x"))) {
        admin.refused(400, "invalid", "POST", "/api/invitations", wrong);
      }
    }
  }

  @Test
  void keepsAccountsSessionsAndBotsOverARestart() throws Exception {
    String session;
    String token;
    String adminToken;
    ApiClient ada;
    try (RunningServer server = start("--store=sqlite")) {
      adminToken = token();
      ada = new ApiClient(server);
      session = Frame.text(ada.register("Ada"), "session");
      token =
          Frame.text(
              ada.created(
                  "POST",
                  "/api/bots",
                  Frame.parse("{\"username\":\"Robot\",\"scopes\":[\"read\"]}")),
              "token");
    }
    try (RunningServer server = start("--store=sqlite")) {
      assertEquals(adminToken, token(), "it stays until it is used");
      ApiClient again = new ApiClient(server).as(session);
      assertEquals("Ada", Frame.text(again.granted("GET", "/api/account"), "user.name"));
      try (ApiClient robot = ApiClient.arrive(server, token)) {
        assertEquals("bot", Frame.text(robot.welcome(), "user.kind"));
        robot.refused("forbidden", "create_room", "kind", "code");
      }
      new ApiClient(server).signIn("Ada");
      new ApiClient(server).failedSignIn("Ada", "not this one");
      admin(server);
    }
    try (RunningServer server = start("--store=sqlite")) {
      assertFalse(Files.exists(tokenFile()), "there is an admin");
      assertEquals(
          "admin", Frame.text(signedIn(server, "Root").granted("GET", "/api/account"), "role"));
    }
  }

  private static ApiClient signedIn(RunningServer server, String name) throws Exception {
    ApiClient client = new ApiClient(server);
    client.signIn(name);
    return client;
  }
}
