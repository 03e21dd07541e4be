package chat.server.storage.log;

import chat.core.event.MessagePinned;
import chat.core.event.MessagePosted;
import chat.core.event.MessageState;
import chat.core.event.RoomEvent;
import chat.core.port.Draft;
import chat.core.state.MessageRules;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The messages of a room that the events of one transaction are about. Each is read once, when an
 * event is about it, and written once, by {@link #write}. Confined to a transaction that has locked
 * the room's row.
 */
public final class ChangedMessages {
  private final SqlSession session;
  private final RoomRow room;
  private final Map<Long, MessagePosted> known = new HashMap<>(); // by seq; null when not kept
  private final Map<Long, Boolean> changed = new LinkedHashMap<>(); // whether in content too

  /** Of a room as it was before the transaction. */
  public ChangedMessages(SqlSession session, RoomRow room) {
    this.session = session;
    this.room = room;
  }

  /** The decision on an event that is about a message; empty for other events. */
  Optional<MessageRules.Decision> decide(Draft draft) throws SQLException {
    OptionalLong about = MessageRules.about(draft.event());
    return about.isEmpty()
        ? Optional.empty()
        : Optional.of(MessageRules.decide(draft, facts(draft.event(), about.getAsLong())));
  }

  private MessageRules.Facts facts(RoomEvent event, long seq) throws SQLException {
    Optional<MessagePosted> message = find(seq);
    Optional<String> emoji = MessageRules.emoji(event);
    boolean hasReacted =
        message.isPresent()
            && emoji.isPresent()
            && hasReacted(message.get(), event.author().id().value(), emoji.get());
    int pins = event instanceof MessagePinned ? countPins() : 0;
    return new MessageRules.Facts(message, hasReacted, pins);
  }

  /** Whether a user has reacted with an emoji; the state of the message tells, unless it is cut. */
  private boolean hasReacted(MessagePosted message, String user, String emoji) throws SQLException {
    int index = message.state().indexOf(emoji);
    if (index < 0) {
      return false;
    }
    MessageState.Reaction reaction = message.state().reactions().get(index);
    return reaction.users().stream().anyMatch(each -> each.id().value().equals(user))
        || (reaction.isCut()
            && session
                .first(
                    "SELECT 1 FROM reactions WHERE message = ? AND user_id = ? AND emoji = ?",
                    row -> true,
                    room.event(message.seq()),
                    user,
                    emoji)
                .isPresent());
  }

  private int countPins() throws SQLException {
    return session
        .first(
            "SELECT count(*) FROM pins WHERE event > ? AND event < ?",
            row -> row.getInt(1),
            room.event(0),
            RoomRow.event(room.number() + 1, 0))
        .orElse(0);
  }

  /** The message with this {@code seq} as it is after the events so far; empty when not kept. */
  Optional<MessagePosted> find(long seq) throws SQLException {
    if (!known.containsKey(seq)) {
      boolean canBeKept = seq > room.head().floor() && seq <= room.head().seq();
      known.put(
          seq,
          canBeKept
              ? MessageRow.find(session, room.room().id(), room.event(seq)).orElse(null)
              : null);
    }
    return Optional.ofNullable(known.get(seq));
  }

  /**
   * A reply with its thread, when it has none yet: that of the answered message, or this message
   * itself; the event itself otherwise. For replies that were posted before there were threads.
   */
  public RoomEvent inThread(RoomEvent event) throws SQLException {
    if (!(event instanceof MessagePosted posted)
        || posted.replyTo().isEmpty()
        || posted.thread().isPresent()) {
      return event;
    }
    long answered = posted.replyTo().getAsLong();
    OptionalLong root = find(answered).map(MessagePosted::thread).orElse(OptionalLong.empty());
    return posted.inThread(root.orElse(answered));
  }

  /** Applies an event that was inserted. */
  public void apply(RoomEvent event) throws SQLException {
    for (long seq : event.changedMessages()) {
      Optional<MessagePosted> before = find(seq);
      if (before.isPresent()) {
        apply(event, before.get());
      }
    }
    if (event instanceof MessagePosted posted) {
      known.put(posted.seq(), posted);
    }
  }

  private void apply(RoomEvent event, MessagePosted before) throws SQLException {
    MessagePosted after = event.applyTo(before);
    if (after.equals(before)) {
      return; // such as an erased edit of an import
    }
    if (event.target().orElse(0) == before.seq()) {
      long message = room.event(before.seq());
      MessageEffects.apply(session, room.event(event.seq()), event, message, before);
      MentionRows.replace(session, message, before, after);
    }
    known.put(before.seq(), after);
    boolean isOtherContent =
        !after.text().equals(before.text())
            || after.isDeleted() != before.isDeleted()
            || !after.mentions().equals(before.mentions())
            || !after.mentionAll().equals(before.mentionAll())
            || !after.files().equals(before.files());
    changed.merge(before.seq(), isOtherContent, (one, other) -> one || other);
  }

  /** Writes the messages that changed, each once. */
  public void write() throws SQLException {
    for (Map.Entry<Long, Boolean> each : changed.entrySet()) {
      long id = room.event(each.getKey());
      MessagePosted now = known.get(each.getKey());
      if (each.getValue()) {
        MessageRow.update(session, id, now);
      } else {
        MessageRow.updateState(session, id, now);
      }
    }
    changed.clear();
  }

  /** Forgets the messages that {@link #write} wrote. */
  public void clear() {
    known.clear();
  }
}
