package chat.server.storage.log;

import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.UserId;
import chat.core.port.Appended;
import chat.core.port.Draft;
import chat.core.port.LogHead;
import chat.core.state.MessageRules;
import chat.core.state.UploadRules;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.directory.SqlMembershipStore;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.upload.UploadRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Appends drafts to the log of a room in one transaction: finds duplicates, decides on each draft
 * on the state that the drafts before it left, numbers and stores it, and applies it to the state
 * beside the log. Confined to the writer's thread and one append.
 */
final class AppendTransaction {
  private final SqlSession session;
  private final RoomRow room;
  private final String rowLock;
  private final ChangedMessages messages;
  private final ThreadReplies replies;
  private final Map<UserId, Long> marks = new HashMap<>();
  private long head;
  private long count; // of messages

  /**
   * Locks the room.
   *
   * @throws chat.core.port.StoreException if there is no such room
   */
  AppendTransaction(SqlSession session, RoomId id, String rowLock) throws SQLException {
    this.session = session;
    this.rowLock = rowLock;
    this.room = RoomRow.get(session, id, rowLock);
    this.messages = new ChangedMessages(session, room);
    this.replies = new ThreadReplies(session, room);
    this.head = room.head().seq();
    this.count = room.head().messages();
  }

  /** Creates a conversation, unless it exists, with both users as members. */
  static void open(SqlSession session, Conversation conversation, String epoch, String rowLock)
      throws SQLException {
    Optional<RoomRow> room = RoomRow.find(session, conversation.room(), rowLock);
    if (room.isEmpty()) {
      RoomRecord record = RoomRecord.direct(conversation);
      RoomRow.insert(session, record, epoch, conversation.people(), rowLock);
    } else {
      for (UserId each : conversation.people()) {
        RoomRow.join(session, room.get().number(), each, 0);
      }
    }
  }

  /** Appends drafts, once. */
  Appended append(List<Draft> drafts) throws SQLException {
    List<Appended.Result> results = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      results.add(append(draft));
    }
    List<Appended.Follower> followers = replies.write();
    if (head > room.head().seq()) {
      messages.write();
      session.update(
          "UPDATE rooms SET head = ?, messages = ? WHERE number = ?", head, count, room.number());
      for (Map.Entry<UserId, Long> mark : marks.entrySet()) {
        SqlMembershipStore.mark(session, room.number(), mark.getKey(), mark.getValue());
      }
    }
    LogHead now = new LogHead(room.head().epoch(), head, room.head().floor(), count);
    return new Appended(now, results, followers);
  }

  private Appended.Result append(Draft asked) throws SQLException {
    if (!SendKeyRow.keep(session, asked.key(), room.event(head + 1), asked.event())) {
      return new Appended.Duplicate(SendKeyRow.get(session, asked.key()));
    }
    Draft draft =
        MessageRules.dependsOnMembers(asked) ? MessageRules.inRoomOf(countMembers(), asked) : asked;
    Optional<Appended.Result> unchanged =
        draft.event().changesRoom()
            ? RoomChange.apply(session, room.room().id(), draft.event(), rowLock)
            : Optional.empty();
    Optional<MessageRules.Decision> decision = messages.decide(draft);
    Optional<Appended.Result> answer =
        unchanged.or(() -> decision.flatMap(MessageRules.Decision::answer));
    if (answer.isPresent()) {
      SendKeyRow.remove(session, draft.key());
      return answer.get();
    }
    RoomEvent event = decision.map(MessageRules.Decision::event).orElse(draft.event());
    return UploadRules.binds(draft)
        ? bind(draft, (MessagePosted) event)
        : new Appended.Stored(store(event.withSeq(++head)));
  }

  /** Stores a message, and makes the uploads that it names its files. */
  private Appended.Result bind(Draft draft, MessagePosted message) throws SQLException {
    UploadRow.lock(session, draft.condition().files(), rowLock);
    UploadRules.Decision decision =
        UploadRules.decide(draft, message, UploadRow.find(session, draft.condition().files()));
    if (decision.cause().isPresent()) {
      SendKeyRow.remove(session, draft.key());
      return new Appended.Rejected(decision.cause().get());
    }
    RoomEvent stored = store(decision.message().withSeq(++head));
    UploadRow.bind(session, decision.message().files(), room.event(head));
    return new Appended.Stored(stored);
  }

  /** The number of members, as far as it matters. */
  private int countMembers() throws SQLException {
    return session
        .first(
            "SELECT count(*) FROM (SELECT 1 FROM members WHERE room = ? LIMIT ?) AS few",
            row -> row.getInt(1),
            room.number(),
            MessageRules.MEMBERS_WHO_MENTION_ALL + 1)
        .orElse(0);
  }

  private RoomEvent store(RoomEvent event) throws SQLException {
    EventRow.insert(session, room.event(head), event);
    if (event instanceof MessagePosted posted) {
      count++;
      marks.put(posted.author().id(), head);
      if (posted.thread().isPresent()) {
        replies.add(posted, messages.find(posted.thread().getAsLong()));
      }
    }
    messages.apply(event);
    return event;
  }
}
