package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import chat.core.port.Patience;
import chat.server.RunningServer;
import chat.server.account.password.PasswordHasher;
import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** More sign-ins than passwords can be hashed. */
final class CrowdedSignInTest {
  private static final int CROWD = 60;

  /** Two concurrently, and 48 that wait. */
  private static final int ADMITTED = 50;

  /** Hashes when the test releases it. */
  private static final class HeldHasher implements PasswordHasher {
    final Semaphore permits = new Semaphore(0);

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
  void saysWhenToRetryWithoutDelayingRooms() throws Exception {
    HeldHasher hasher = new HeldHasher();
    ExecutorService people = Executors.newFixedThreadPool(CROWD);
    try (RunningServer server = RunningServer.start(new ManualClock(), hasher, "--limits=off");
        ApiClient ada = ApiClient.in("general", server)) {
      BlockingQueue<HttpResponse<String>> answers = new LinkedBlockingQueue<>();
      for (int i = 0; i < CROWD; i++) {
        JsonObject credentials = ApiClient.credentials("person-" + i, "secret words");
        people.execute(() -> answers.add(signIn(server, credentials)));
      }
      for (int i = 0; i < CROWD - ADMITTED; i++) {
        HttpResponse<String> refused = next(answers);
        assertEquals(503, refused.statusCode());
        JsonObject problem = Frame.parse(refused.body());
        assertEquals("busy", Frame.text(problem, "code"));
        assertTrue(
            Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()) >= 1);
        assertTrue(problem.get("retry_after_ms").getAsLong() >= 1_000);
      }
      ada.say("general", "still here");
      assertEquals(0, answers.size(), "the others wait");
      hasher.permits.release(CROWD);
      for (int i = 0; i < ADMITTED; i++) {
        assertEquals(401, next(answers).statusCode());
      }
    } finally {
      hasher.permits.release(CROWD);
      people.shutdownNow();
    }
  }

  private static HttpResponse<String> next(BlockingQueue<HttpResponse<String>> answers)
      throws InterruptedException {
    HttpResponse<String> answer = answers.poll(Patience.SECONDS, TimeUnit.SECONDS);
    assertNotNull(answer, "no answer came");
    return answer;
  }

  private static HttpResponse<String> signIn(RunningServer server, JsonObject credentials) {
    try {
      return new ApiClient(server).request("POST", "/api/session", credentials);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
