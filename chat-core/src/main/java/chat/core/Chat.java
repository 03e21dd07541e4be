package chat.core;

import chat.core.internal.context.ChatContext;
import chat.core.internal.context.ChatSettings;
import chat.core.internal.dispatch.ConnectionManager;
import chat.core.memory.MemoryStore;
import chat.core.model.Origin;
import chat.core.model.Right;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.Backplane;
import chat.core.port.Directory;
import chat.core.port.MessageLog;
import chat.core.port.MessageSearch;
import chat.core.port.Subscriber;
import chat.core.port.Timers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A chat: rooms, the people in them, and what they say. The host says who somebody is; the chat
 * never authenticates. Thread-safe.
 */
public final class Chat {
  private final ConnectionManager manager;

  private Chat(ConnectionManager manager) {
    this.manager = manager;
  }

  /** A builder whose defaults work: all in memory, on daemon threads. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Connects somebody. Returns at once; what the connection asks for waits until the person is read
   * from the directory. Somebody unknown is made known; when another has their name, every command
   * is refused as {@code name_taken}.
   *
   * @param subscriber gets what the connection hears
   */
  public ChatConnection connect(User user, Subscriber subscriber) {
    return connect(user, Right.USUAL, subscriber);
  }

  /**
   * Connects somebody who may do no more than {@code rights}; what needs others is refused as
   * {@code forbidden}.
   *
   * @param subscriber gets what the connection hears
   */
  public ChatConnection connect(User user, Set<Right> rights, Subscriber subscriber) {
    return connect(user, rights, Origin.NONE, subscriber);
  }

  /**
   * The same for a connection whose public rooms are counted with those of others.
   *
   * @param origin with which; a public room past its bounds is refused as {@code forbidden}
   */
  public ChatConnection connect(
      User user, Set<Right> rights, Origin origin, Subscriber subscriber) {
    return new ChatConnection(manager.connect(user, rights, origin, subscriber));
  }

  /**
   * A connection that speaks for somebody and hears nothing: for single requests, from a script
   * say. It makes nobody online or present.
   */
  public ChatConnection visit(User user) {
    return visit(user, Right.USUAL);
  }

  /** The same for somebody who may do no more than {@code rights}. */
  public ChatConnection visit(User user, Set<Right> rights) {
    return new ChatConnection(manager.visit(user, rights));
  }

  /**
   * A connection that speaks for nobody: it may list and read what is public; everything else is
   * refused as {@code unauthorized}.
   */
  public ChatConnection stranger() {
    return new ChatConnection(manager.stranger());
  }

  /**
   * Says that the host has changed somebody in the directory: their name, or that a guest has
   * become registered. It is read anew, and whoever shares a room or a conversation with them is
   * told, as are their connections. Whoever was retired is not told of: their host closes their
   * connections.
   *
   * @return completes when it is read; fails when the store fails
   */
  public CompletionStage<Void> changed(UserId user) {
    return manager.changed(user);
  }

  /**
   * Says that the host has retired somebody in the directory: whatever their connections still ask
   * for, or have asked for and is not in a room's log yet, is refused as {@code unauthorized} or
   * {@code not_member}. The host closes their connections. The name of a bot that has no message in
   * any log is free again.
   *
   * @return completes when that is done; a failure of the store is reported, and the name is freed
   *     later
   */
  public CompletionStage<Void> retired(UserId user) {
    return manager.retired(user);
  }

  /** Completes when the permanent rooms are there; fails when the store fails. */
  public CompletionStage<Void> ready() {
    return manager.ready();
  }

  /**
   * Stops: new commands are refused as {@code unavailable}, those under way are carried out.
   *
   * @return completes when every command is answered
   */
  public CompletionStage<Void> close() {
    return manager.close();
  }

  /** Builds a {@link Chat}. Not thread-safe. */
  public static final class Builder {
    private Executor executor;
    private Executor nearby;
    private Timers timers;
    private Clock clock = Clock.systemUTC();
    private RandomGenerator random = new SecureRandom();
    private MessageLog log;
    private Directory directory;
    private MessageSearch search = MessageSearch.none();
    private Backplane backplane = Backplane.none();
    private List<RoomRecord> rooms = List.of(RoomRecord.permanent(RoomId.of("general"), "General"));
    private Consumer<Throwable> failures = Builder::reportToThread;
    private int maxTextLength = 4_000;
    private int tailSize = 256;
    private Duration presenceGrace = Duration.ofSeconds(5);
    private Duration codeRoomGrace = Duration.ofHours(1);
    private Duration guestRetention = Duration.ofHours(24);
    private long memory = ChatSettings.usualMemory();

    private Builder() {}

    private static void reportToThread(Throwable failure) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    }

    /** Where rooms do their work; by default a pool of daemon threads, one per processor. */
    public Builder executor(Executor value) {
      executor = Objects.requireNonNull(value);
      return this;
    }

    /** What runs things later; by default one daemon thread. */
    public Builder timers(Timers value) {
      timers = Objects.requireNonNull(value);
      return this;
    }

    /**
     * Where rooms do their work in which it takes no longer than some tens of messages to as many
     * people: it may be nearer to whoever asks than the {@link #executor}, which it is by default.
     * It must not run a task before it returns.
     */
    public Builder nearby(Executor value) {
      nearby = Objects.requireNonNull(value);
      return this;
    }

    /** The time; by default the system's. */
    public Builder clock(Clock value) {
      clock = Objects.requireNonNull(value);
      return this;
    }

    /** Where ids and codes come from; by default a {@link SecureRandom}. */
    public Builder random(RandomGenerator value) {
      random = Objects.requireNonNull(value);
      return this;
    }

    /** The log and the directory, which belong together; by default in memory. */
    public Builder store(MessageLog theLog, Directory theDirectory) {
      log = Objects.requireNonNull(theLog);
      directory = Objects.requireNonNull(theDirectory);
      return this;
    }

    /**
     * What finds messages in the given store; by default nothing does, and searches are refused as
     * {@code unavailable}. The default store brings its own, which reads where rooms do their work:
     * with much to search, give it a place of its own by {@link MemoryStore#search}.
     */
    public Builder search(MessageSearch value) {
      search = Objects.requireNonNull(value);
      return this;
    }

    /** What connects the nodes of one chat; by default there is only this one. */
    public Builder backplane(Backplane value) {
      backplane = Objects.requireNonNull(value);
      return this;
    }

    /** The rooms that are always there; by default one called General. */
    public Builder rooms(List<RoomRecord> permanent) {
      rooms = List.copyOf(permanent);
      return this;
    }

    /**
     * Takes exceptions that nobody expects, from a subscriber or the store, on any thread; by
     * default the thread's uncaught exception handler.
     */
    public Builder failures(Consumer<Throwable> value) {
      failures = Objects.requireNonNull(value);
      return this;
    }

    /** The most code points of a message, at least 1; by default 4,000. */
    public Builder maxTextLength(int codePoints) {
      maxTextLength = codePoints;
      return this;
    }

    /**
     * How many of a room's latest events are held for quick reads, at least 200; by default 256.
     * They are held as far as they fit into 512 KiB and into the {@link #memory} of all rooms.
     */
    public Builder tailSize(int events) {
      tailSize = events;
      return this;
    }

    /** How long somebody counts as present after their last connection ended; by default 5 s. */
    public Builder presenceGrace(Duration value) {
      presenceGrace = value;
      return this;
    }

    /** How long a code room outlives the last person present; by default 60 s. */
    public Builder codeRoomGrace(Duration value) {
      codeRoomGrace = value;
      return this;
    }

    /** How long a guest who is away is known, and keeps the name; by default 24 h. */
    public Builder guestRetention(Duration value) {
      guestRetention = value;
      return this;
    }

    /**
     * How many bytes of heap it may take for what grows with what clients send, at least 64 KiB; by
     * default a quarter of the largest heap. {@link chat.core.bound.CoreShare} says what for. Past
     * a share the least used rooms are read from the log again, and what would take more is refused
     * as {@code busy}; nothing that was acknowledged is lost.
     */
    public Builder memory(long bytes) {
      memory = bytes;
      return this;
    }

    /**
     * Builds it and begins to make the permanent rooms.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Chat build() {
      ChatSettings settings =
          new ChatSettings(
              maxTextLength, tailSize, presenceGrace, codeRoomGrace, guestRetention, memory);
      Executor on = executor == null ? Defaults.executor() : executor;
      if (log == null) {
        MemoryStore store = new MemoryStore(random);
        store(store.log(), store.directory());
        search(store.search(on));
      }
      Executor near = nearby == null ? on : nearby;
      Timers by = timers == null ? Defaults.timers(failures) : timers;
      ChatContext chat =
          new ChatContext(
              on, near, clock, by, random, log, directory, search, backplane, settings, failures);
      return new Chat(new ConnectionManager(chat, rooms));
    }
  }
}
