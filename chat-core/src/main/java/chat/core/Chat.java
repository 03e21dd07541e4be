package chat.core;

import chat.core.file.UploadLimits;
import chat.core.file.UploadStore;
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
 * A chat: its rooms, users and messages. The host authenticates users and passes their identity;
 * the chat itself never authenticates. Thread-safe.
 */
public final class Chat {
  private final ConnectionManager manager;

  private Chat(ConnectionManager manager) {
    this.manager = manager;
  }

  /** A builder with working defaults: everything in memory, on daemon threads. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Connects a user. Returns at once; commands wait until the user is loaded from the directory. A
   * user whose id is unknown is added; when another user has the name, every command is rejected as
   * {@code name_taken}.
   *
   * @param subscriber receives the events of the connection
   */
  public ChatConnection connect(User user, Subscriber subscriber) {
    return connect(user, Right.USUAL, subscriber);
  }

  /**
   * Connects a user with limited rights; a command that needs another right is rejected as {@code
   * forbidden}.
   *
   * @param subscriber receives the events of the connection
   */
  public ChatConnection connect(User user, Set<Right> rights, Subscriber subscriber) {
    return connect(user, rights, Origin.NONE, subscriber);
  }

  /**
   * Connects a user whose public rooms are counted together with those of the same origin.
   *
   * @param origin the network of the user; a public room beyond its bounds is rejected as {@code
   *     forbidden}
   */
  public ChatConnection connect(
      User user, Set<Right> rights, Origin origin, Subscriber subscriber) {
    return new ChatConnection(manager.connect(user, rights, origin, subscriber));
  }

  /**
   * A connection for single requests of a user, for instance over HTTP. It receives no events, and
   * does not make the user online or present.
   */
  public ChatConnection visit(User user) {
    return visit(user, Right.USUAL);
  }

  /** The same with limited rights. */
  public ChatConnection visit(User user, Set<Right> rights) {
    return new ChatConnection(manager.visit(user, rights));
  }

  /**
   * A connection for single requests without an identity: it may list and read public rooms; every
   * other command is rejected as {@code unauthorized}.
   */
  public ChatConnection stranger() {
    return new ChatConnection(manager.anonymous());
  }

  /**
   * Notifies the chat that the host has changed a user in the directory: the name, or a guest who
   * has become registered. The user is read again; the user's connections and all users who share a
   * room or conversation get a signal. Not to be called for a retired user, whose connections the
   * host closes.
   *
   * @return completes when the user has been read; fails when the store fails
   */
  public CompletionStage<Void> changed(UserId user) {
    return manager.changed(user);
  }

  /**
   * Notifies the chat that the host has retired a user in the directory. Further commands of the
   * user, and those whose event is not stored yet, are rejected as {@code unauthorized} or {@code
   * not_member}. The host closes the connections of the user. The name of a bot without a message
   * in any log becomes free.
   *
   * @return completes when that is done; a failure of the store is reported, and the name is freed
   *     later
   */
  public CompletionStage<Void> retired(UserId user) {
    return manager.retired(user);
  }

  /** Completes when the permanent rooms exist; fails when the store fails. */
  public CompletionStage<Void> ready() {
    return manager.ready();
  }

  /**
   * Stops the chat: new commands are rejected as {@code unavailable}, pending ones are executed.
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
    private Duration editWindow = Duration.ZERO;
    private UploadStore uploads;
    private UploadLimits uploadLimits = UploadLimits.OFF;

    private Builder() {}

    private static void reportToThread(Throwable failure) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    }

    /** Runs the work of rooms; by default a pool of daemon threads, one per processor. */
    public Builder executor(Executor value) {
      executor = Objects.requireNonNull(value);
      return this;
    }

    /** Runs delayed tasks; by default one daemon thread. */
    public Builder timers(Timers value) {
      timers = Objects.requireNonNull(value);
      return this;
    }

    /**
     * Runs the work of small rooms, whose tasks take no longer than sending some tens of messages
     * to as many users; by default the {@link #executor}. For instance, it may run tasks on the
     * thread that submits them, but only after {@code execute} has returned.
     */
    public Builder nearby(Executor value) {
      nearby = Objects.requireNonNull(value);
      return this;
    }

    /** The clock; by default the system clock. */
    public Builder clock(Clock value) {
      clock = Objects.requireNonNull(value);
      return this;
    }

    /** The source of random ids, codes and secrets; by default a {@link SecureRandom}. */
    public Builder random(RandomGenerator value) {
      random = Objects.requireNonNull(value);
      return this;
    }

    /** The log and directory of one store; by default in memory. */
    public Builder store(MessageLog theLog, Directory theDirectory) {
      log = Objects.requireNonNull(theLog);
      directory = Objects.requireNonNull(theDirectory);
      return this;
    }

    /**
     * The search of the given store; by default there is none, and searches are rejected as {@code
     * unavailable}. The default store has its own, which runs on the {@link #executor}; for many
     * messages, give it another executor with {@link MemoryStore#search}.
     */
    public Builder search(MessageSearch value) {
      search = Objects.requireNonNull(value);
      return this;
    }

    /**
     * The uploads of the given store, and who may upload; by default no user, and the default store
     * has its own. The host keeps the bytes.
     */
    public Builder uploads(UploadStore value, UploadLimits limits) {
      uploads = Objects.requireNonNull(value);
      uploadLimits = Objects.requireNonNull(limits);
      return this;
    }

    /** Connects the nodes of one chat; by default there is only this node. */
    public Builder backplane(Backplane value) {
      backplane = Objects.requireNonNull(value);
      return this;
    }

    /** The permanent rooms; by default one called General. */
    public Builder rooms(List<RoomRecord> permanent) {
      rooms = List.copyOf(permanent);
      return this;
    }

    /**
     * Receives unexpected exceptions, of a subscriber or the store, on any thread; by default the
     * uncaught exception handler of the thread.
     */
    public Builder failures(Consumer<Throwable> value) {
      failures = Objects.requireNonNull(value);
      return this;
    }

    /** Maximum length of a message in code points, at least 1; by default 4,000. */
    public Builder maxTextLength(int codePoints) {
      maxTextLength = codePoints;
      return this;
    }

    /**
     * Number of the latest messages of a room that are cached in memory, at least 200; by default
     * 256. They are cached as far as they fit into 512 KiB and into the {@link #memory} of all
     * rooms.
     */
    public Builder tailSize(int events) {
      tailSize = events;
      return this;
    }

    /** How long a user counts as present after the last connection ended; by default 5 s. */
    public Builder presenceGrace(Duration value) {
      presenceGrace = value;
      return this;
    }

    /** How long a code room exists without a user present; by default 1 h. */
    public Builder codeRoomGrace(Duration value) {
      codeRoomGrace = value;
      return this;
    }

    /** How long a guest without a connection is kept, with the name; by default 24 h. */
    public Builder guestRetention(Duration value) {
      guestRetention = value;
      return this;
    }

    /** How long after its posting a message may be edited; by default zero, which is always. */
    public Builder editWindow(Duration value) {
      editWindow = value;
      return this;
    }

    /**
     * Bytes of heap for the state that grows with what clients send, at least 64 KiB; by default a
     * quarter of the maximum heap. {@link chat.core.bound.CoreShare} defines how it is divided.
     * When a share is used up, the least recently used rooms are unloaded, and commands that would
     * take more are rejected as {@code busy}; nothing that was acknowledged is lost.
     */
    public Builder memory(long bytes) {
      memory = bytes;
      return this;
    }

    /**
     * Builds the chat and starts creating the permanent rooms.
     *
     * @throws IllegalArgumentException if a setting is out of its range
     */
    public Chat build() {
      ChatSettings settings =
          new ChatSettings(
              maxTextLength,
              tailSize,
              presenceGrace,
              codeRoomGrace,
              guestRetention,
              memory,
              editWindow,
              uploadLimits);
      Executor on = executor == null ? Defaults.executor() : executor;
      if (log == null) {
        MemoryStore store = new MemoryStore(random);
        store(store.log(), store.directory());
        search(store.search(on));
        uploads = uploads == null ? store.uploadStore() : uploads;
      } else if (uploads == null) {
        uploads = new MemoryStore(random).uploadStore(); // empty: there are no uploads
      }
      Executor near = nearby == null ? on : nearby;
      Timers by = timers == null ? Defaults.timers(failures) : timers;
      ChatContext chat =
          new ChatContext(
              on, near, clock, by, random, log, directory, search, uploads, backplane, settings,
              failures);
      return new Chat(new ConnectionManager(chat, rooms));
    }
  }
}
