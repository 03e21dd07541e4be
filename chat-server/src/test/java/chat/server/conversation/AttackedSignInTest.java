package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import chat.core.port.Patience;
import chat.server.QuickHasher;
import chat.server.RawConnection;
import chat.server.RunningServer;
import chat.server.account.password.PasswordHasher;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Attackers who guess passwords from many addresses do not lock the owner of an account out. */
final class AttackedSignInTest {
  private static final int ATTACKERS = 100;

  /** Two concurrently, and 48 that wait. */
  private static final int PLACES = 50;

  private static void send(RawConnection from, JsonObject credentials) throws IOException {
    String body = credentials.toString();
    from.send(
        "POST /api/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private static String attacker(int number) {
    return "127.0.1." + (1 + number);
  }

  private static String attempt(RunningServer server, int attacker, String name)
      throws IOException {
    try (RawConnection from = new RawConnection(server.port(), attacker(attacker))) {
      send(from, ApiClient.credentials(name, "not this one"));
      return from.response().substring("HTTP/1.1 ".length()).substring(0, 3);
    }
  }

  @Test
  void doesNotLockTheAccountForItsSessionsAndAddresses() throws Exception {
    try (RunningServer server =
        RunningServer.start(
            new ManualClock(), new QuickHasher(), "--limit-account-sign-ins=5+1/h")) {
      ApiClient ada = new ApiClient(server);
      ada.register("Ada");
      for (int i = 0; i < 5; i++) {
        assertEquals("401", attempt(server, i, "Ada"));
      }
      assertEquals("429", attempt(server, 5, "ada"), "strangers have tried enough");
      ada.granted(
          "PATCH",
          "/api/account",
          Frame.object("password", ApiClient.PASSWORD, "new_password", "another deal of wood"));
      JsonObject credentials = ApiClient.credentials("Ada", "another deal of wood");
      ada.created("POST", "/api/session", credentials); // by its session
      new ApiClient(server).created("POST", "/api/session", credentials); // by its address
      assertEquals("401", attempt(server, 6, "Bob"), "other accounts are open");
    }
  }

  /** Each new session may try passwords of its own, and each attempt costs a hash. */
  @Test
  void limitsTheHashesOfAnAddressWithManySessions() throws Exception {
    try (RunningServer server =
        RunningServer.start(
            new ManualClock(), new QuickHasher(), "--limit-address-sign-ins=2+1/h")) {
      ApiClient ada = new ApiClient(server);
      ada.register("Ada");
      JsonObject credentials = ApiClient.credentials("Ada", ApiClient.PASSWORD);
      for (int i = 0; i < 8; i++) {
        ada.created("POST", "/api/session", credentials);
      }
      ada.refused(429, "rate_limited", "POST", "/api/session", credentials);
      JsonObject passwords =
          Frame.object("password", "not this one", "new_password", "another deal of wood");
      ada.refused(429, "rate_limited", "PATCH", "/api/account", passwords);
      JsonObject password = Frame.object("password", ApiClient.PASSWORD);
      ada.refused(429, "rate_limited", "DELETE", "/api/account", password);
      new ApiClient(server).created("POST", "/api/session", credentials); // is counted separately
    }
  }

  /** Hashes immediately until it is held, then when the test releases it. */
  private static final class HeldHasher implements PasswordHasher {
    private final Semaphore permits = new Semaphore(1_000);

    @Override
    public String hash(String password) {
      permits.acquireUninterruptibly();
      return password;
    }

    @Override
    public boolean matches(String password, String hash) {
      permits.acquireUninterruptibly();
      return password.equals(hash);
    }

    @Override
    public String dummy() {
      return "";
    }
  }

  @Test
  void reservesHashingForKnownUsers() throws Exception {
    HeldHasher hasher = new HeldHasher();
    List<RawConnection> attackers = new ArrayList<>();
    try (RunningServer server = RunningServer.start(new ManualClock(), hasher)) {
      ApiClient ada = new ApiClient(server);
      ada.register("Ada");
      hasher.permits.drainPermits();
      for (int i = 0; i < ATTACKERS; i++) {
        attackers.add(new RawConnection(server.port(), attacker(i)));
        send(attackers.get(i), ApiClient.credentials("person-" + i, "not this one"));
      }
      awaitBusy(attackers, ATTACKERS - PLACES); // whatever the order in which the server reads them
      JsonObject credentials = ApiClient.credentials("Ada", ApiClient.PASSWORD);
      CompletableFuture<HttpResponse<String>> bySession =
          CompletableFuture.supplyAsync(() -> ask(ada, credentials), task -> start(task));
      CompletableFuture<HttpResponse<String>> byAddress =
          CompletableFuture.supplyAsync(
              () -> ask(new ApiClient(server), credentials), task -> start(task));
      hasher.permits.release(1_000);
      assertEquals(201, bySession.get(Patience.SECONDS, TimeUnit.SECONDS).statusCode());
      assertEquals(201, byAddress.get(Patience.SECONDS, TimeUnit.SECONDS).statusCode());
    } finally {
      hasher.permits.release(1_000);
      for (RawConnection each : attackers) {
        each.close();
      }
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits until so many are rejected as busy. */
  private static void awaitBusy(List<RawConnection> attackers, int count)
      throws InterruptedException {
    Semaphore busy = new Semaphore(0);
    for (RawConnection each : attackers) {
      start(
          () -> {
            if (head(each).startsWith("HTTP/1.1 503 ")) {
              busy.release();
            }
          });
    }
    assertTrue(busy.tryAcquire(count, Patience.SECONDS, TimeUnit.SECONDS));
  }

  private static String head(RawConnection connection) {
    try {
      return connection.head();
    } catch (IOException e) {
      return "";
    }
  }

  private static HttpResponse<String> ask(ApiClient client, JsonObject credentials) {
    try {
      return client.request("POST", "/api/session", credentials);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
