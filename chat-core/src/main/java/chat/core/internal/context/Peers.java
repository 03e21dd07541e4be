package chat.core.internal.context;

import chat.core.event.RoomEvent;
import chat.core.model.Conversation;
import chat.core.model.ReadMarker;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.Backplane;
import chat.core.port.LogHead;
import chat.core.port.Notice;
import chat.core.port.Topic;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Publishes the changes of this node to the other nodes of the chat and subscribes to theirs. Does
 * nothing when there are no other nodes. Thread-safe.
 */
public final class Peers {
  private static final CompletionStage<Void> AT_ONCE = CompletableFuture.completedFuture(null);

  private final Backplane backplane;
  private final boolean exist;

  public Peers(Backplane backplane) {
    this.backplane = backplane;
    this.exist = backplane.hasPeers();
  }

  /** Whether there may be other nodes. */
  public boolean exist() {
    return exist;
  }

  /**
   * Subscribes to the topic of a room; a conversation has none, its notices come on the topics of
   * its users.
   */
  public CompletionStage<Void> subscribe(RoomId room) {
    return exist && Conversation.of(room).isEmpty()
        ? backplane.subscribe(Topic.room(room))
        : AT_ONCE;
  }

  public void unsubscribe(RoomId room) {
    if (exist && Conversation.of(room).isEmpty()) {
      backplane.unsubscribe(Topic.room(room));
    }
  }

  /** Subscribes to the topic of a user who is connected to this node. */
  public CompletionStage<Void> subscribe(UserId user) {
    return exist ? backplane.subscribe(Topic.user(user)) : AT_ONCE;
  }

  public void unsubscribe(UserId user) {
    if (exist) {
      backplane.unsubscribe(Topic.user(user));
    }
  }

  /** Publishes the events that a commit stored: {@code events}, ascending, at least one. */
  public void stored(RoomId room, LogHead head, List<RoomEvent> events) {
    if (!exist) {
      return;
    }
    publish(room, Notice.StoredEvents.of(room, head, events));
    for (RoomEvent event : events) {
      if (event.changesRoom()) {
        listed(room);
        return;
      }
    }
  }

  /**
   * Publishes that the log of a room has events from {@code first} on, without the events
   * themselves.
   */
  public void stored(RoomId room, LogHead head, long first) {
    if (exist) {
      publish(room, new Notice.StoredEvents(room, head, first, List.of()));
      if (Conversation.of(room).isEmpty()) {
        listed(room); // one of the events may have changed the room
      }
    }
  }

  private void publish(RoomId room, Notice notice) {
    Optional<Conversation> conversation = Conversation.of(room);
    if (conversation.isEmpty()) {
      backplane.publish(Topic.room(room), notice);
      return;
    }
    for (UserId user : conversation.get().people()) {
      backplane.publish(Topic.user(user), notice);
    }
  }

  public void typing(RoomId room, User user, boolean typing) {
    if (exist) {
      Topic topic =
          Conversation.of(room)
              .map(both -> Topic.user(both.other(user.id())))
              .orElseGet(() -> Topic.room(room));
      backplane.publish(topic, new Notice.TypingChanged(room, user, typing));
    }
  }

  public void marked(RoomId room, UserId user, ReadMarker marker) {
    if (exist) {
      backplane.publish(Topic.user(user), new Notice.ReadMarked(room, user, marker));
    }
  }

  public void membership(RoomId room, UserId user) {
    if (exist) {
      backplane.publish(Topic.user(user), new Notice.MembershipChanged(room, user));
    }
  }

  public void changed(UserId user) {
    if (exist) {
      backplane.publish(Topic.all(), new Notice.UserChanged(user));
    }
  }

  public void retired(UserId user) {
    if (exist) {
      backplane.publish(Topic.all(), new Notice.UserRetired(user));
    }
  }

  public void listed(RoomId room) {
    if (exist) {
      backplane.publish(Topic.all(), new Notice.RoomListed(room));
    }
  }

  public void ended(RoomId room, boolean isPublic) {
    if (exist) {
      backplane.publish(Topic.all(), new Notice.RoomEnded(room, isPublic));
    }
  }
}
