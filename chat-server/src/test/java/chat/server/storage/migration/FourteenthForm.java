package chat.server.storage.migration;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.model.Mention;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.MessageReader.MentionPage;
import chat.core.port.MessageReader.Place;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;

/** Messages that mention a member, by name and with all. Stateless. */
final class FourteenthForm implements Form {
  private static final long AT = 1_750_000_000_000L;
  private static final User MEMBER = new User(UserId.of("u13"), "Mona", User.Kind.GUEST);

  @Override
  public void fill(SqlSession session) throws SQLException {
    session.update(
        "INSERT INTO rooms (id, name, kind, permanent, code, topic, epoch, head, floor, messages)"
            + " VALUES ('called', 'Called', 'PRIVATE', 0, '', '', 'e13', 2, 0, 2)");
    session.update(
        "INSERT INTO members (user_id, room, mark)"
            + " SELECT 'u13', number, 2 FROM rooms WHERE id = 'called'");
    insert(session, 1, "[[\"u13\",\"Mona\",\"GUEST\",0,5]]", "u13");
    insert(session, 2, "[[\"here\",0,5]]", "");
  }

  private static void insert(SqlSession session, long seq, String mentions, String user)
      throws SQLException {
    session.update(
        "INSERT INTO messages (id, type, author, author_name, author_kind, at, client_id, text,"
            + " mentions) SELECT (number << 32) + ?, 'posted', 'u10', 'Jana', 'GUEST', ?, ?, 'text',"
            + " ? FROM rooms WHERE id = 'called'",
        seq,
        AT + seq,
        "m" + seq,
        mentions);
    session.update(
        "INSERT INTO send_keys (named, author, client_id, event, at)"
            + " SELECT 'called', 'u10', ?, (number << 32) + ?, ? FROM rooms WHERE id = 'called'",
        "m" + seq,
        seq,
        AT + seq);
    session.update(
        "INSERT INTO mentions (user_id, room, at, message)"
            + " SELECT ?, number, ?, (number << 32) + ? FROM rooms WHERE id = 'called'",
        user,
        AT + seq,
        seq);
  }

  @Override
  public void check(SqlStore store) {
    MentionPage page = done(store.log().messages().mentions(MEMBER.id(), Place.END, 9));
    assertEquals(
        List.of(2L, 1L), page.messages().stream().map(each -> each.message().seq()).toList());
    assertEquals(
        List.of(new Mention.OfAll(Mention.Who.HERE, 0, 5)),
        page.messages().get(0).message().mentionAll());
    assertEquals(List.of(new Mention(MEMBER, 0, 5)), page.messages().get(1).message().mentions());
  }
}
