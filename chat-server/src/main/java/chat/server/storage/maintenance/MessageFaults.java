package chat.server.storage.maintenance;

import chat.core.event.MessageEdited;
import chat.core.event.MessagePosted;
import chat.core.event.MessageState;
import chat.core.event.MessageState.Reaction;
import chat.core.event.RoomEvent;
import chat.core.event.UnknownEvent;
import chat.core.model.RoomId;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.log.EventRow;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds messages that are not what their events make of them, and what is left of deleted ones.
 * Holds in memory the messages of one room that have changed, each until its last change. Confined
 * to one thread.
 */
final class MessageFaults {
  private final SqlSession session;
  private final Consumer<String> faults;
  private final Map<Long, MessagePosted> stored = new HashMap<>(); // changed ones, by seq
  private final Map<Long, MessagePosted> folded = new HashMap<>();

  MessageFaults(SqlSession session, Consumer<String> faults) {
    this.session = session;
    this.faults = faults;
  }

  void find() throws SQLException {
    List<RoomRange> rooms =
        session.list("SELECT number, id, head, floor FROM rooms ORDER BY number", RoomRange::of);
    for (RoomRange room : rooms) {
      check(room);
    }
    leftOver("SELECT message FROM reactions", "a reaction");
    leftOver("SELECT message FROM pins", "a pin");
    leftOver("SELECT message FROM versions", "an earlier text");
    session.each(
        "SELECT rooms.id, messages.id FROM messages LEFT JOIN rooms"
            + " ON rooms.number = messages.id >> 32 WHERE messages.deleted"
            + " <> (json_extract(messages.state, '$.deleted') IS NOT NULL)",
        row ->
            faults.accept(
                "room "
                    + row.getString(1)
                    + ": message "
                    + RoomRow.seqOf(row.getLong(2))
                    + " is marked as deleted but is not, or the reverse"));
  }

  /** Reports rows that belong to no message, or to a deleted one. */
  private void leftOver(String messages, String what) throws SQLException {
    session.each(
        "SELECT rooms.id, left_over.message FROM (SELECT DISTINCT message FROM ("
            + messages
            + ") AS held WHERE NOT EXISTS (SELECT 1 FROM messages"
            + " WHERE messages.id = held.message AND messages.deleted = 0)) AS left_over"
            + " LEFT JOIN rooms ON rooms.number = left_over.message >> 32",
        row ->
            faults.accept(
                "room "
                    + row.getString(1)
                    + ": message "
                    + RoomRow.seqOf(row.getLong(2))
                    + " is deleted but still has "
                    + what));
  }

  private void check(RoomRange room) throws SQLException {
    stored.clear();
    folded.clear();
    RoomId id = RoomId.of(room.id());
    session.each(
        "SELECT "
            + EventRow.OF_LOG
            + ", CASE WHEN rev > 0 THEN (SELECT v.text FROM versions AS v"
            + " WHERE v.message = log.id AND v.event = log.id) END"
            + " FROM log WHERE id > ? AND id <= ? ORDER BY id",
        row -> {
          RoomEvent event = EventRow.ofLog(id, row);
          visit(room, event, row.getString(EventRow.LOG_COLUMNS + 1));
        },
        room.first(),
        room.last());
    folded.forEach((seq, message) -> compare(room, seq, message));
  }

  private void visit(RoomRange room, RoomEvent event, String firstText) throws SQLException {
    for (long seq : event.changedMessages()) {
      MessagePosted before = folded.get(seq);
      if (before != null) {
        folded.put(seq, event.applyTo(before));
        compareIfLast(room, seq);
      } else if (!changesNothing(event) && isMessage(room, seq)) {
        report(room, seq, "does not have event " + event.seq());
      }
    }
    if (event instanceof MessagePosted posted) {
      checkErased(room, posted);
      if (posted.state().rev() > 0) {
        stored.put(posted.seq(), posted);
        folded.put(posted.seq(), original(posted, firstText));
      }
    }
    if (event instanceof MessageEdited edited && !edited.erased()) {
      MessagePosted message = stored.get(edited.message());
      if (edited.message() <= room.floor()) {
        report(room, edited.message(), "is dropped but edit " + edited.seq() + " has its text");
      } else if (message != null && message.isDeleted()) {
        report(room, edited.message(), "is deleted but edit " + edited.seq() + " has its text");
      }
    }
  }

  private static boolean changesNothing(RoomEvent event) {
    return event instanceof UnknownEvent || (event instanceof MessageEdited edit && edit.erased());
  }

  private boolean isMessage(RoomRange room, long seq) throws SQLException {
    return session
        .first(
            "SELECT 1 FROM messages WHERE id = ?", row -> true, RoomRow.event(room.number(), seq))
        .isPresent();
  }

  private static MessagePosted original(MessagePosted posted, String firstText) {
    return posted.asPosted(firstText == null ? posted.text() : firstText);
  }

  private void checkErased(RoomRange room, MessagePosted posted) {
    if (posted.isDeleted()
        && !(posted.text().isEmpty()
            && posted.mentions().isEmpty()
            && posted.mentionAll().isEmpty())) {
      report(room, posted.seq(), "is deleted but has a text");
    }
  }

  /** Compares a message after its last change, and forgets it. */
  private void compareIfLast(RoomRange room, long seq) throws SQLException {
    MessagePosted expected = stored.get(seq);
    MessagePosted actual = folded.get(seq);
    if (expected.state().rev() != actual.state().rev()) {
      return;
    }
    compare(room, seq, actual);
    checkReactions(room, expected);
    folded.remove(seq);
    stored.remove(seq);
  }

  private void compare(RoomRange room, long seq, MessagePosted actual) {
    if (!withoutUsers(actual).equals(withoutUsers(stored.get(seq)))) {
      report(room, seq, "is not what its events make of it");
    }
  }

  /** A message without the users that its reactions name, who may differ. */
  private static MessagePosted withoutUsers(MessagePosted message) {
    MessageState state = message.state();
    List<Reaction> reactions =
        state.reactions().stream()
            .map(each -> new Reaction(each.emoji(), each.count(), List.of()))
            .toList();
    return message.with(
        new MessageState(
            state.rev(),
            state.edited(),
            state.deleted(),
            state.pinned(),
            reactions,
            state.replies()));
  }

  private void checkReactions(RoomRange room, MessagePosted message) throws SQLException {
    Map<String, Integer> counts = new HashMap<>();
    session.each(
        "SELECT emoji, count(*) FROM reactions WHERE message = ? GROUP BY emoji",
        row -> counts.put(row.getString(1), row.getInt(2)),
        RoomRow.event(room.number(), message.seq()));
    Map<String, Integer> expected = new HashMap<>();
    message.state().reactions().forEach(each -> expected.put(each.emoji(), each.count()));
    if (!counts.equals(expected)) {
      report(room, message.seq(), "does not have as many reactions as it counts");
    }
    long pins =
        session
            .first(
                "SELECT count(*) FROM pins WHERE message = ?",
                row -> row.getLong(1),
                RoomRow.event(room.number(), message.seq()))
            .orElse(0L);
    if (pins != (message.state().pinned() ? 1 : 0)) {
      report(room, message.seq(), "is pinned in one place only");
    }
  }

  private void report(RoomRange room, long seq, String fault) {
    faults.accept(room + "message " + seq + " " + fault);
  }
}
