package chat.core.internal.connection;

import chat.core.internal.context.ChatContext;
import chat.core.model.Conversation;
import chat.core.model.Membership;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.LogHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The last {@code seq} that this node broadcast in each conversation of its connected users. Other
 * rooms stay loaded while a connection is present in them; a conversation may be unloaded, and when
 * it is loaded again, broadcasting continues from this number. Empty when there are no other nodes.
 * Thread-safe.
 */
public final class ConversationHeads {
  private final Map<RoomId, Long> heads = new ConcurrentHashMap<>();
  private final ChatContext chat;
  private final Predicate<UserId> connected;
  private final Predicate<UserId> loaded;

  /**
   * @param connected whether a user is connected to this node
   * @param loaded whether such a user is loaded, so that the heads of the user's conversations are
   *     known
   */
  public ConversationHeads(
      ChatContext chat, Predicate<UserId> connected, Predicate<UserId> loaded) {
    this.chat = chat;
    this.connected = connected;
    this.loaded = loaded;
  }

  /** Reads the current heads of the conversations among the memberships of {@code user}. */
  CompletionStage<Void> follow(UserId user, List<Membership> memberships) {
    List<RoomId> ids = new ArrayList<>();
    for (Membership each : memberships) {
      if (Conversation.of(each.room()).isPresent() && !heads.containsKey(each.room())) {
        ids.add(each.room());
      }
    }
    return ids.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : chat.log()
            .heads(ids)
            .thenAccept(
                found ->
                    found.forEach(
                        (room, head) -> heads.putIfAbsent(room, start(user, room, head))));
  }

  private long start(UserId user, RoomId room, LogHead head) {
    UserId other = Conversation.of(room).orElseThrow().other(user);
    return loaded.test(other)
        ? 0
        : head.seq(); // had it existed before, the other user would follow it
  }

  /** Records that a conversation was broadcast up to {@code seq}. */
  public void broadcast(RoomId room, long seq) {
    heads.merge(room, seq, Math::max);
  }

  /**
   * The {@code seq} after which a conversation that is being loaded has to be broadcast.
   *
   * @param stored the head of its log, which is the result when no connected user has followed the
   *     conversation
   */
  public long broadcastUpTo(Conversation conversation, LogHead stored) {
    Long known = heads.get(conversation.room());
    if (known != null) {
      return Math.min(known, stored.seq());
    }
    // The conversation began after a user who is connected here was loaded.
    return conversation.people().stream().anyMatch(loaded) ? 0 : stored.seq();
  }

  /** A snapshot of the known conversations and their numbers. */
  public Map<RoomId, Long> all() {
    return Map.copyOf(heads);
  }

  /** Removes the conversations of which neither user is connected any more. */
  public void forget(Iterable<RoomId> rooms) {
    for (RoomId room : rooms) {
      heads.computeIfPresent(
          room,
          (id, seq) ->
              Conversation.of(id).orElseThrow().people().stream().anyMatch(connected) ? seq : null);
    }
  }
}
