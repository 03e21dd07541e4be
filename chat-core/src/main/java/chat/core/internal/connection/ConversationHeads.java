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
 * Up to which {@code seq} each conversation of connected users was broadcast on this node. Other
 * rooms are loaded while a connection listens to them; a conversation need not be, and when it is
 * loaded, it goes on from here. Empty when there are no other nodes. Thread-safe.
 */
public final class ConversationHeads {
  private final Map<RoomId, Long> heads = new ConcurrentHashMap<>();
  private final ChatContext chat;
  private final Predicate<UserId> connected;
  private final Predicate<UserId> loaded;

  /**
   * @param connected whether a user is connected to this node
   * @param loaded whether such a user is read, so that the user's conversations are followed
   */
  public ConversationHeads(
      ChatContext chat, Predicate<UserId> connected, Predicate<UserId> loaded) {
    this.chat = chat;
    this.connected = connected;
    this.loaded = loaded;
  }

  /** Reads how far the conversations among the memberships of {@code user} reach now. */
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
    return loaded.test(other) ? 0 : head.seq(); // the other would follow it, had it existed before
  }

  /** Notes that a conversation was broadcast up to {@code seq}. */
  public void broadcast(RoomId room, long seq) {
    heads.merge(room, seq, Math::max);
  }

  /**
   * From where a conversation that is being loaded goes on.
   *
   * @param stored the end of its log; from there when no connected user has followed it
   */
  public long goesOnAt(Conversation conversation, LogHead stored) {
    Long known = heads.get(conversation.room());
    if (known != null) {
      return Math.min(known, stored.seq());
    }
    // A conversation that a user who is here did not have when the user came has begun since.
    return conversation.people().stream().anyMatch(loaded) ? 0 : stored.seq();
  }

  /** What is known of conversations, of this moment. */
  public Map<RoomId, Long> all() {
    return Map.copyOf(heads);
  }

  /** Forgets conversations of which neither user is connected any more. */
  public void forget(Iterable<RoomId> rooms) {
    for (RoomId room : rooms) {
      heads.computeIfPresent(
          room,
          (id, seq) ->
              Conversation.of(id).orElseThrow().people().stream().anyMatch(connected) ? seq : null);
    }
  }
}
