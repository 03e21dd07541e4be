package chat.server.storage.migration;

import static chat.core.port.Stages.becomes;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.event.MessagePosted;
import chat.core.event.MessageState;
import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import chat.core.port.MessageReader;
import chat.server.storage.RecordingConsumer;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The cursor of a consumer of the log, at the first of the events of {@link EighthForm}; and a room
 * with replies from before there were threads, the first two messages of which were dropped.
 */
final class NinthForm implements Form {
  private static final RoomId THREADS = RoomId.of("threads");

  @Override
  public void fill(SqlSession session) throws SQLException {
    session.update(
        "INSERT INTO followers (name, room, id, epoch, seq, floor)"
            + " SELECT 'form', number, id, epoch, 1, 0 FROM rooms WHERE id = 'changed'");
    session.update(
        "INSERT INTO rooms (id, name, kind, permanent, code, topic, epoch, head, floor, messages)"
            + " VALUES ('threads', 'Threads', 'PRIVATE', 0, '', '', 'e9', 8, 2, 6)");
    message(session, 3, null);
    message(session, 4, 3);
    message(session, 5, 4);
    message(session, 6, 2); // which was dropped
    message(session, 7, 6);
    message(session, 8, 5);
  }

  private static void message(SqlSession session, int seq, Integer replyTo) throws SQLException {
    session.update(
        "INSERT INTO messages (id, type, author, author_name, author_kind, at, client_id, text,"
            + " reply_to) SELECT (number << 32) + ?, 'posted', 'u9', 'Ida', 'GUEST', 0, ?, 'text',"
            + " CAST(? AS BIGINT) FROM rooms WHERE id = 'threads'",
        seq,
        "k" + seq,
        replyTo);
    session.update(
        "INSERT INTO send_keys (named, author, client_id, event, at)"
            + " SELECT 'threads', 'u9', ?, (number << 32) + ?, 0 FROM rooms WHERE id = 'threads'",
        "k" + seq,
        seq);
  }

  @Override
  public void check(SqlStore store) {
    RecordingConsumer consumer = new RecordingConsumer("form");
    store.follow(consumer);
    becomes(List.of(2L), () -> consumer.of("changed"));
    becomes(List.of(2L, 3L), () -> consumer.of("tea"));
    assertEquals(List.of(), done(consumer.notes()));
    List<MessagePosted> all =
        done(store.log().readAfter(THREADS, 0, 10)).events().stream()
            .map(MessagePosted.class::cast)
            .toList();
    assertEquals(
        List.of(0L, 3L, 3L, 2L, 2L, 3L),
        all.stream().map(message -> message.thread().orElse(0)).toList());
    assertEquals(Optional.of(new MessageState.Replies(3, 8)), all.get(0).state().replies());
    assertEquals(8, all.get(0).state().rev());
    assertEquals(MessageState.INITIAL, all.get(1).state());
    assertEquals(List.of(6L, 7L), thread(store, 2));
    assertEquals(List.of(4L, 5L, 8L), thread(store, 3));
  }

  private static List<Long> thread(SqlStore store, long root) {
    MessageReader messages = store.log().messages();
    return done(messages.thread(THREADS, root, OptionalLong.empty(), Long.MAX_VALUE, 10))
        .events()
        .stream()
        .map(RoomEvent::seq)
        .toList();
  }
}
