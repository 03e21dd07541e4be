package chat.server.account.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.model.UserId;
import chat.core.port.Patience;
import chat.server.QuickHasher;
import chat.server.account.Account;
import chat.server.account.AccountException;
import chat.server.account.Role;
import chat.server.limit.AddressBlock;
import chat.server.thread.CriticalThreads;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PasswordsTest {
  private static final HashOrigin UNKNOWN = HashOrigin.unknown(AddressBlock.UNKNOWN);

  private final List<Throwable> fatal = new CopyOnWriteArrayList<>();
  private final CriticalThreads threads = new CriticalThreads(fatal::add);

  /** Hashes when the test releases it, and records the maximum concurrency. */
  private static final class HeldHasher implements PasswordHasher {
    final Semaphore permits = new Semaphore(0);
    final AtomicInteger working = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    final CountDownLatch begun = new CountDownLatch(Passwords.MOST_AT_ONCE);
    final List<String> hashed = new CopyOnWriteArrayList<>();

    @Override
    public String hash(String password) {
      mostAtOnce.accumulateAndGet(working.incrementAndGet(), Math::max);
      begun.countDown();
      permits.acquireUninterruptibly();
      working.decrementAndGet();
      hashed.add(password);
      return password;
    }

    @Override
    public boolean matches(String password, String hash) {
      return hash(password).equals(hash);
    }

    @Override
    public String dummy() {
      return "dummy";
    }
  }

  @Test
  void hashesTwoAtATimeAndRejectsWhatDoesNotFitIntoTheQueue() throws Exception {
    HeldHasher hasher = new HeldHasher();
    try (Passwords passwords = new Passwords(hasher, threads)) {
      List<CompletableFuture<String>> hashes = new ArrayList<>();
      for (int i = 0; i < Passwords.MOST_AT_ONCE; i++) {
        hashes.add(passwords.hash("p" + i, UNKNOWN).toCompletableFuture());
      }
      assertTrue(hasher.begun.await(Patience.SECONDS, TimeUnit.SECONDS));
      for (int i = 0; i < Passwords.MOST_WAITING; i++) {
        hashes.add(passwords.hash("w" + i, UNKNOWN).toCompletableFuture());
      }
      assertTrue(hashes.stream().noneMatch(CompletableFuture::isDone));

      CompletionException full =
          assertThrows(
              CompletionException.class,
              () -> passwords.hash("one more", UNKNOWN).toCompletableFuture().join());

      AccountException rejected = assertInstanceOf(AccountException.class, full.getCause());
      assertEquals("busy", rejected.refusal().code());
      assertTrue(rejected.retryAfter().orElseThrow().toSeconds() >= 1);
      hasher.permits.release(hashes.size() + 1);
      for (CompletableFuture<String> hash : hashes) {
        hash.get(Patience.SECONDS, TimeUnit.SECONDS);
      }
      assertEquals(Passwords.MOST_AT_ONCE, hasher.mostAtOnce.get());
      assertEquals(
          "again",
          passwords
              .hash("again", UNKNOWN)
              .toCompletableFuture()
              .get(Patience.SECONDS, TimeUnit.SECONDS));
    }
  }

  private static HashOrigin from(int address) throws UnknownHostException {
    byte[] bytes = {10, 0, 0, (byte) address};
    return HashOrigin.unknown(AddressBlock.of(InetAddress.getByAddress(bytes)));
  }

  @Test
  void servesKnownClientsFirstAndKeepsTheirPlacesFree() throws Exception {
    HeldHasher hasher = new HeldHasher();
    try (Passwords passwords = new Passwords(hasher, threads)) {
      List<CompletableFuture<String>> others = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        others.add(passwords.hash("other " + i, from(i)).toCompletableFuture());
        if (i == Passwords.MOST_AT_ONCE - 1) {
          assertTrue(hasher.begun.await(Patience.SECONDS, TimeUnit.SECONDS));
        }
      }
      int places = Passwords.MOST_AT_ONCE + Passwords.MOST_WAITING;
      assertEquals(
          100 - places,
          others.stream().filter(CompletableFuture::isCompletedExceptionally).count());

      CompletableFuture<String> owner =
          passwords.hash("owner", HashOrigin.known("ada")).toCompletableFuture();

      hasher.permits.release(Passwords.MOST_AT_ONCE + 2);
      assertEquals("owner", owner.get(Patience.SECONDS, TimeUnit.SECONDS));
      hasher.permits.release(places);
      others.get(places - 1).get(Patience.SECONDS, TimeUnit.SECONDS);
      assertTrue(
          hasher.hashed.indexOf("owner") <= Passwords.MOST_AT_ONCE + 1, hasher.hashed::toString);
    }
  }

  @Test
  void servesOtherClientsInBetweenKnownOnes() throws Exception {
    HeldHasher hasher = new HeldHasher();
    try (Passwords passwords = new Passwords(hasher, threads)) {
      List<CompletableFuture<String>> known = new ArrayList<>();
      for (int i = 0; i < Passwords.MOST_AT_ONCE + Passwords.MOST_WAITING; i++) {
        HashOrigin origin = HashOrigin.known("account " + i);
        known.add(passwords.hash("known " + i, origin).toCompletableFuture());
        if (i == Passwords.MOST_AT_ONCE - 1) {
          assertTrue(hasher.begun.await(Patience.SECONDS, TimeUnit.SECONDS));
        }
      }

      CompletableFuture<String> other = passwords.hash("other", from(1)).toCompletableFuture();

      hasher.permits.release(Passwords.MOST_AT_ONCE + 5);
      assertEquals("other", other.get(Patience.SECONDS, TimeUnit.SECONDS));
      hasher.permits.release(known.size());
      for (CompletableFuture<String> each : known) {
        each.get(Patience.SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void displacesTheLastRequestOfABusyAddressForAnotherAddress() throws Exception {
    HeldHasher hasher = new HeldHasher();
    try (Passwords passwords = new Passwords(hasher, threads)) {
      List<CompletableFuture<String>> many = new ArrayList<>();
      for (int i = 0; i < Passwords.MOST_AT_ONCE + Passwords.MOST_WAITING; i++) {
        many.add(passwords.hash("many " + i, from(1)).toCompletableFuture());
        if (i == Passwords.MOST_AT_ONCE - 1) {
          assertTrue(hasher.begun.await(Patience.SECONDS, TimeUnit.SECONDS));
        }
      }

      CompletableFuture<String> other = passwords.hash("other", from(2)).toCompletableFuture();

      assertTrue(many.get(many.size() - 1).isCompletedExceptionally(), "the last one is displaced");
      hasher.permits.release(many.size() + 1);
      assertEquals("other", other.get(Patience.SECONDS, TimeUnit.SECONDS));
      for (CompletableFuture<String> each : many.subList(0, many.size() - 1)) {
        each.get(Patience.SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void doesTheSameWorkWhenThereIsNoAccount() throws Exception {
    QuickHasher hasher = new QuickHasher();
    Account account = new Account(UserId.of("ada"), hasher.hash("right"), Role.USER, Instant.EPOCH);
    try (Passwords passwords = new Passwords(hasher, threads)) {
      assertTrue(matches(passwords, "right", Optional.of(account)));
      assertFalse(matches(passwords, "wrong", Optional.of(account)));
      assertFalse(matches(passwords, "wrong", Optional.empty()));
      assertEquals(List.of("hash of right", "hash of right", "dummy"), hasher.checked());
    }
  }

  @Test
  void neverMatchesWithoutAnAccount() throws Exception {
    PasswordHasher yes =
        new PasswordHasher() {
          @Override
          public String hash(String password) {
            return "";
          }

          @Override
          public boolean matches(String password, String hash) {
            return true;
          }

          @Override
          public String dummy() {
            return "";
          }
        };
    try (Passwords passwords = new Passwords(yes, threads)) {
      assertFalse(matches(passwords, "any", Optional.empty()));
    }
  }

  @Test
  void normalizesEquivalentCharacters() {
    assertEquals(Passwords.normal("caf\u00e9"), Passwords.normal("cafe\u0301"));
  }

  @Test
  void failsTheRequestWhenTheHasherFails() {
    PasswordHasher broken =
        new PasswordHasher() {
          @Override
          public String hash(String password) {
            throw new IllegalStateException("broken");
          }

          @Override
          public boolean matches(String password, String hash) {
            throw new IllegalStateException("broken");
          }

          @Override
          public String dummy() {
            return "";
          }
        };
    try (Passwords passwords = new Passwords(broken, threads)) {
      ExecutionException failed =
          assertThrows(
              ExecutionException.class,
              () ->
                  passwords
                      .hash("x", UNKNOWN)
                      .toCompletableFuture()
                      .get(Patience.SECONDS, TimeUnit.SECONDS));
      assertEquals("broken", failed.getCause().getMessage());
    }
  }

  @Test
  void rejectsAsBusyWhenThereIsNoMemoryForAHash() {
    PasswordHasher greedy =
        new PasswordHasher() {
          @Override
          public String hash(String password) {
            throw new OutOfMemoryError("19 MiB");
          }

          @Override
          public boolean matches(String password, String hash) {
            throw new OutOfMemoryError("19 MiB");
          }

          @Override
          public String dummy() {
            return "";
          }
        };
    try (Passwords passwords = new Passwords(greedy, threads)) {
      ExecutionException failed =
          assertThrows(
              ExecutionException.class,
              () ->
                  passwords
                      .hash("x", UNKNOWN)
                      .toCompletableFuture()
                      .get(Patience.SECONDS, TimeUnit.SECONDS));
      assertInstanceOf(AccountException.class, failed.getCause());
    }
    assertEquals(List.of(), fatal);
  }

  private static boolean matches(Passwords passwords, String password, Optional<Account> account)
      throws Exception {
    return passwords
        .matches(password, account, UNKNOWN)
        .toCompletableFuture()
        .get(Patience.SECONDS, TimeUnit.SECONDS);
  }
}
