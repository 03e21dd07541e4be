package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import chat.core.port.Patience;
import chat.server.RunningServer;
import chat.server.account.password.PasswordHasher;
import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes made while a password is being hashed are respected. */
final class HeldHashesTest {
  private static final String NEW_PASSWORD = "another deal of wood";

  /** Hashes immediately, except for one password, until the test releases it. */
  private static final class HoldingHasher implements PasswordHasher {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile String held = "";
    private volatile boolean holdsHashing;

    /** Holds the next check of {@code password}. */
    void holdCheckOf(String password) {
      held = password;
    }

    /** Holds the next hashing of {@code password}. */
    void holdHashOf(String password) {
      holdsHashing = true;
      held = password;
    }

    @Override
    public String hash(String password) {
      hold(password, holdsHashing);
      return "hash of " + password;
    }

    @Override
    public boolean matches(String password, String hash) {
      hold(password, !holdsHashing);
      return hash.equals("hash of " + password);
    }

    private void hold(String password, boolean applies) {
      if (applies && password.equals(held)) {
        held = ""; // only this one
        begun.countDown();
        try {
          assertTrue(released.await(Patience.SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    void awaitHeld() throws InterruptedException {
      assertTrue(begun.await(Patience.SECONDS, TimeUnit.SECONDS), "it is being hashed");
    }

    @Override
    public String dummy() {
      return "";
    }
  }

  private final HoldingHasher hasher = new HoldingHasher();
  private final ExecutorService aside = Executors.newSingleThreadExecutor();
  private RunningServer server;
  private ApiClient ada;

  @BeforeEach
  void start() throws Exception {
    server = RunningServer.start(new ManualClock(), hasher, "--limits=off");
    ada = new ApiClient(server);
    ada.register("Ada");
  }

  @AfterEach
  void stop() {
    hasher.released.countDown();
    aside.shutdownNow();
    server.close();
  }

  /** Sends a request on another thread; it is answered when the held hash is released. */
  private CompletableFuture<HttpResponse<String>> later(
      ApiClient client, String method, String path, JsonObject body) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return client.request(method, path, body);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        aside);
  }

  private void unauthorized(CompletableFuture<HttpResponse<String>> answer) throws Exception {
    hasher.released.countDown();
    HttpResponse<String> refused = answer.get(Patience.SECONDS, TimeUnit.SECONDS);
    assertEquals(401, refused.statusCode(), refused::body);
    assertEquals("unauthorized", Frame.text(Frame.parse(refused.body()), "code"));
    assertTrue(refused.headers().firstValue("Set-Cookie").isEmpty(), "no session");
  }

  private static JsonObject passwords(String password, String newPassword) {
    return Frame.object("password", password, "new_password", newPassword);
  }

  private int sessions(ApiClient client) throws Exception {
    return client.granted("GET", "/api/sessions").getAsJsonArray("sessions").size();
  }

  @Test
  void opensNoSessionByAPasswordThatWasChangedMeanwhile() throws Exception {
    hasher.holdCheckOf(ApiClient.PASSWORD);
    var signIn =
        later(
            new ApiClient(server),
            "POST",
            "/api/session",
            ApiClient.credentials("Ada", ApiClient.PASSWORD));
    hasher.awaitHeld();
    ada.granted("PATCH", "/api/account", passwords(ApiClient.PASSWORD, NEW_PASSWORD));
    unauthorized(signIn);
    assertEquals(1, sessions(ada));
  }

  @Test
  void opensNoSessionOfAnAccountThatWasDeletedMeanwhile() throws Exception {
    hasher.holdCheckOf(ApiClient.PASSWORD);
    var signIn =
        later(
            new ApiClient(server),
            "POST",
            "/api/session",
            ApiClient.credentials("Ada", ApiClient.PASSWORD));
    hasher.awaitHeld();
    ada.done("DELETE", "/api/account", Frame.object("password", ApiClient.PASSWORD));
    unauthorized(signIn);
    new ApiClient(server).failedSignIn("Ada", ApiClient.PASSWORD);
  }

  @Test
  void changesNoPasswordForASessionThatHasEndedMeanwhile() throws Exception {
    ApiClient thief = new ApiClient(server);
    thief.signIn("Ada");
    hasher.holdHashOf(NEW_PASSWORD);
    var change = later(thief, "PATCH", "/api/account", passwords(ApiClient.PASSWORD, NEW_PASSWORD));
    hasher.awaitHeld();
    new ApiClient(server).as(thief.cookie()).done("DELETE", "/api/session");
    unauthorized(change);
    ada.granted("GET", "/api/account");
    ada.signInElsewhere("Ada");
  }

  @Test
  void deletesNoAccountForASessionThatHasEndedMeanwhile() throws Exception {
    ApiClient thief = new ApiClient(server);
    thief.signIn("Ada");
    hasher.holdCheckOf(ApiClient.PASSWORD);
    var deletion =
        later(thief, "DELETE", "/api/account", Frame.object("password", ApiClient.PASSWORD));
    hasher.awaitHeld();
    new ApiClient(server).as(thief.cookie()).done("DELETE", "/api/session");
    unauthorized(deletion);
    ada.granted("GET", "/api/account");
  }

  @Test
  void registersNoGuestWhoseSessionHasEndedMeanwhile() throws Exception {
    ApiClient guest = new ApiClient(server);
    guest.created("POST", "/api/session", new JsonObject());
    hasher.holdHashOf(NEW_PASSWORD);
    var registration =
        later(guest, "POST", "/api/accounts", ApiClient.credentials("Countess", NEW_PASSWORD));
    hasher.awaitHeld();
    new ApiClient(server).as(guest.cookie()).done("DELETE", "/api/session");
    unauthorized(registration);
    new ApiClient(server).register("Countess"); // the name was not taken
  }
}
