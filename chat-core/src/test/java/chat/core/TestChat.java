package chat.core;

import chat.core.memory.MemoryStore;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * A chat whose executor, clock and timers are driven by the test, on one thread. Confined to it. An
 * unexpected exception fails the test at the next {@link #settle}.
 */
public final class TestChat {
  public static final RoomId GENERAL = RoomId.of("general");

  private final Deque<Runnable> ready = new ArrayDeque<>();
  private boolean latestFirst;
  private final ManualClock time = new ManualClock();
  private final List<Throwable> failures = new ArrayList<>();
  private final Random random = new Random(1);
  private int connections;
  private final Chat chat;

  public TestChat() {
    this(new MemoryStore(new Random(2)));
  }

  public TestChat(MemoryStore store) {
    this(
        builder ->
            builder.store(store.log(), store.directory()).search(store.search(Runnable::run)));
  }

  /** A chat that {@code adjust} has changed. */
  public TestChat(UnaryOperator<Chat.Builder> adjust) {
    chat =
        adjust
            .apply(
                Chat.builder()
                    .executor(ready::add)
                    .timers(time)
                    .clock(time)
                    .random(random)
                    .failures(failures::add)
                    .rooms(List.of(RoomRecord.permanent(GENERAL, "General"))))
            .build();
    settle();
  }

  public Chat chat() {
    return chat;
  }

  /** Connects a user whose id is the name in lower case. */
  public TestClient connect(String name) {
    TestClient client = connectQuietly(name);
    settle();
    return client;
  }

  /** The same without running anything. */
  public TestClient connectQuietly(String name) {
    return new TestClient(this, user(name));
  }

  /** A number for a further connection, so that no two of them send under the same key. */
  int countConnection() {
    return ++connections;
  }

  public static User user(String name) {
    return new User(UserId.of(name.toLowerCase(Locale.ROOT)), name, User.Kind.GUEST);
  }

  /** From now on, tasks that are ready run in reverse order. */
  void latestFirst() {
    latestFirst = true;
  }

  /** Runs everything that is ready. */
  public void settle() {
    Runnable task;
    while ((task = latestFirst ? ready.pollLast() : ready.pollFirst()) != null) {
      task.run();
    }
    if (!failures.isEmpty()) {
      throw new AssertionError("unexpected: " + failures, failures.get(0));
    }
  }

  /** Returns and discards the reported failures. */
  public List<Throwable> takeFailures() {
    List<Throwable> taken = List.copyOf(failures);
    failures.clear();
    return taken;
  }

  /** The time of its clock. */
  public Instant now() {
    return time.instant();
  }

  /** Advances the clock and runs everything that becomes due. */
  public void pass(Duration duration) {
    settle();
    time.pass(duration, this::settle);
  }
}
