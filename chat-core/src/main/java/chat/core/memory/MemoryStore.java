package chat.core.memory;

import chat.core.event.RoomEvent;
import chat.core.file.UploadStore;
import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.UserId;
import chat.core.port.Directory;
import chat.core.port.MessageLog;
import chat.core.port.MessageSearch;
import chat.core.port.Receipt;
import chat.core.port.SendKey;
import chat.core.port.StoreException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A log and a directory in memory. A room keeps its latest messages and the latest send keys that
 * name it; older ones are removed. Every call but a search is complete when it returns.
 * Thread-safe: all state is guarded by the monitor of the store, which is held only briefly.
 */
public final class MemoryStore {
  /** Default number of messages kept per room. */
  public static final int DEFAULT_HISTORY = 1_000;

  /** Minimum number of messages kept per room. */
  public static final int MIN_HISTORY = 1_000;

  /** Number of keys kept per named room: a retry within this many sends is recognised. */
  static final int KEYS_PER_ROOM = 100_000;

  private static final int EPOCH_BYTES = 8;

  /** Allows two million events in one millisecond, and times up to the year 2109. */
  private static final int ORDER_BITS = 21;

  private final RandomGenerator random;
  private final int history;
  private final long keyFactor;
  private final MemoryRooms rooms = new MemoryRooms();
  private final MemoryUploads uploads = new MemoryUploads(rooms);
  private final UploadStore uploadStore = new MemoryUploadStore(this);
  private final Map<RoomId, MemoryKeys> keys = new HashMap<>();
  private long appended; // by all rooms
  private final MessageLog log = new MemoryMessageLog(this);
  private final MemoryUsers users = new MemoryUsers();
  private final Directory directory =
      Directory.of(
          new MemoryUserDirectory(this),
          new MemoryRoomDirectory(this),
          new MemoryMembershipStore(this),
          new MemoryRoomInviteStore(this),
          new MemoryDraftStore(this),
          new MemoryFollowStore(this));

  /** An empty store that keeps {@link #DEFAULT_HISTORY} messages per room. */
  public MemoryStore(RandomGenerator random) {
    this(random, DEFAULT_HISTORY);
  }

  /**
   * An empty store.
   *
   * @param random the source of the epochs of logs and of the hash factor of keys
   * @param history number of messages that each room keeps, at least {@link #MIN_HISTORY}
   * @throws IllegalArgumentException if {@code history} is lower
   */
  public MemoryStore(RandomGenerator random, int history) {
    if (history < MIN_HISTORY) {
      throw new IllegalArgumentException("history must be at least " + MIN_HISTORY);
    }
    this.random = Objects.requireNonNull(random, "random");
    this.history = history;
    this.keyFactor = random.nextLong() | 1;
  }

  /** The log; it belongs to {@link #directory}. */
  public MessageLog log() {
    return log;
  }

  /** The directory; it belongs to {@link #log}. */
  public Directory directory() {
    return directory;
  }

  /** The state of uploads, which {@link #log} binds. */
  public UploadStore uploadStore() {
    return uploadStore;
  }

  /**
   * A search of {@link #log}.
   *
   * @param executor runs the scans, which take some milliseconds for each ten thousand messages; a
   *     search that it rejects fails
   */
  public MessageSearch search(Executor executor) {
    return new MemorySearch(this, executor);
  }

  /** Runs {@code work} under the monitor; a {@link StoreException} fails the stage. */
  <T> CompletionStage<T> run(Supplier<T> work) {
    try {
      return CompletableFuture.completedFuture(hold(work));
    } catch (StoreException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Runs {@code work} under the monitor. */
  synchronized <T> T hold(Supplier<T> work) {
    return work.get();
  }

  // Everything below is called under the monitor.

  MemoryRooms rooms() {
    return rooms;
  }

  MemoryUploads uploads() {
    return uploads;
  }

  MemoryUsers users() {
    return users;
  }

  MemoryRoom add(RoomRecord record, Collection<UserId> members) {
    byte[] epoch = new byte[EPOCH_BYTES];
    random.nextBytes(epoch);
    return rooms.add(new MemoryRoom(record, HexFormat.of().formatHex(epoch), history), members);
  }

  /**
   * The room of a conversation, created if needed, with the two users as members unless they are
   * retired.
   */
  MemoryRoom open(Conversation conversation) {
    List<UserId> members =
        conversation.people().stream().filter(each -> !users.isRetired(each)).toList();
    Optional<MemoryRoom> room = rooms.find(conversation.room());
    if (room.isEmpty()) {
      return add(RoomRecord.direct(conversation), members);
    }
    members.forEach(each -> rooms.join(room.get(), each, 0));
    return room.get();
  }

  List<UserId> remove(RoomId id) {
    List<UserId> members = rooms.remove(id);
    keys.computeIfPresent(
        id,
        (named, sent) -> {
          MemoryKeys rest = sent.without(id);
          return rest.isEmpty() ? null : rest;
        });
    return members;
  }

  /** The place of the next event in search order: by its time, then by order of arrival. */
  long nextPlace(Instant at) {
    appended++;
    return (at.toEpochMilli() << ORDER_BITS) | (appended & ((1L << ORDER_BITS) - 1));
  }

  /** The receipt of the event with this key. */
  Optional<Receipt> find(SendKey key) {
    MemoryKeys sent = keys.get(key.named());
    return sent == null ? Optional.empty() : sent.find(key);
  }

  /** Stores the key of an event. */
  void keep(SendKey key, RoomEvent event) {
    keys.computeIfAbsent(key.named(), named -> new MemoryKeys(named, KEYS_PER_ROOM, keyFactor))
        .put(key, event);
  }
}
