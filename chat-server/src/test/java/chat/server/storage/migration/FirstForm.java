package chat.server.storage.migration;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.event.MessagePosted;
import chat.core.model.Membership;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.LogPage;
import chat.core.port.RoomDirectory.Addition;
import chat.core.port.SendKey;
import chat.server.account.Scope;
import chat.server.account.SessionRecord;
import chat.server.account.TokenHash;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rooms, users and messages, in the schema without accounts. Stateless. */
final class FirstForm implements Form {
  private static final RoomId TEA = RoomId.of("tea");
  private static final RoomId PAIR = RoomId.of("dm.ada.twin");
  private static final User ADA = new User(UserId.of("ada"), "Ada", User.Kind.GUEST);

  /** In Cyrillic letters: a different name then, and still this user's. */
  private static final User TWIN = new User(UserId.of("twin"), "\u0410d\u0430", User.Kind.GUEST);

  private static final User THIRD = new User(UserId.of("third"), "ad\u00e1", User.Kind.GUEST);
  private static final User BLANK = new User(UserId.of("blank"), "a\u3164b", User.Kind.GUEST);
  private static final List<User> PEOPLE = List.of(ADA, TWIN, THIRD, BLANK);
  private static final Instant SEEN = Instant.ofEpochMilli(1_700_000_000_000L);

  @Override
  public void fill(SqlSession session) throws SQLException {
    for (User user : PEOPLE) {
      session.update(
          "INSERT INTO users (id, name, folded, kind, seen) VALUES (?, ?, ?, 'GUEST', ?)",
          user.id().value(),
          user.name(),
          folded(user),
          SEEN.toEpochMilli());
    }
    room(session, "tea", "PUBLIC", "Tea", "tea", null, null, 3, 1);
    room(session, "dm.ada.twin", "DIRECT", "Direct conversation", null, "ada", "twin", 1, 0);
    room(session, "hut", "CODE", "Hut", null, null, null, 0, 0);
    session.update("INSERT INTO codes (code, room) VALUES ('K7', 3)");
    session.update("INSERT INTO codes (code, room) VALUES ('GONE', 99)");
    member(session, "ada", 1, 3);
    member(session, "twin", 1, 2);
    member(session, "ada", 2, 1);
    member(session, "twin", 2, 0);
    said(session, 1, 2, "tea", ADA, "k2", "two");
    said(session, 1, 3, "tea", TWIN, "k3", "three");
    said(session, 2, 1, "tea", ADA, "k4", "alone");
    key(session, 1, 1, "tea", ADA, "k1");
    session.update(
        "INSERT INTO sessions (hash, user_id) VALUES (?, 'ada')", TokenHash.of("of ada").value());
  }

  /** The statement in this schema version. */
  private static String folded(User user) {
    return user.name().toLowerCase(Locale.ROOT).replace('\u3164', '\u1160');
  }

  private static void room(
      SqlSession session,
      String id,
      String kind,
      String name,
      String publicName,
      String lower,
      String higher,
      long head,
      long floor)
      throws SQLException {
    session.update(
        "INSERT INTO rooms (id, name, public_name, kind, permanent, code, topic, lower, higher,"
            + " epoch, head, floor, messages) VALUES (?, ?, ?, ?, 0, ?, '', ?, ?, ?, ?, ?, ?)",
        id,
        name,
        publicName,
        kind,
        kind.equals("CODE") ? "K7" : "",
        lower,
        higher,
        "epoch of " + id,
        head,
        floor,
        head);
  }

  private static void member(SqlSession session, String user, long room, long mark)
      throws SQLException {
    session.update("INSERT INTO members (user_id, room, mark) VALUES (?, ?, ?)", user, room, mark);
  }

  private static void said(
      SqlSession session, long room, long seq, String named, User author, String key, String text)
      throws SQLException {
    session.update(
        "INSERT INTO events (id, type, author, author_name, author_kind, at, client_id, text)"
            + " VALUES (?, 'posted', ?, ?, 'GUEST', ?, ?, ?)",
        (room << 32) | seq,
        author.id().value(),
        author.name(),
        SEEN.toEpochMilli(),
        key,
        text);
    key(session, room, seq, named, author, key);
  }

  private static void key(
      SqlSession session, long room, long seq, String named, User author, String key)
      throws SQLException {
    session.update(
        "INSERT INTO send_keys (named, author, client_id, event, at) VALUES (?, ?, ?, ?, ?)",
        named,
        author.id().value(),
        key,
        (room << 32) | seq,
        SEEN.toEpochMilli());
  }

  @Override
  public void check(SqlStore store) {
    rooms(store);
    looks(store);
    session(store);
    names(store);
  }

  private static void rooms(SqlStore store) {
    LogPage tea = done(store.log().readAfter(TEA, 1, 10));
    assertEquals("epoch of tea", tea.head().epoch());
    assertEquals(3, tea.head().seq());
    assertEquals(1, tea.head().floor());
    assertEquals(
        List.of("two", "three"),
        tea.events().stream().map(event -> ((MessagePosted) event).text()).toList());
    assertEquals(TWIN, ((MessagePosted) tea.events().get(1)).author());
    assertEquals(1, done(store.log().readAfter(PAIR, 0, 10)).events().size());
    assertEquals(1, done(store.log().find(new SendKey(TEA, ADA.id(), "k1"))).orElseThrow().seq());
    assertEquals(
        PAIR, done(store.log().find(new SendKey(TEA, ADA.id(), "k4"))).orElseThrow().room());
    assertEquals(
        List.of(new Membership(PAIR, 1), new Membership(TEA, 3)),
        done(store.directory().memberships(ADA.id())));
    assertEquals(RoomId.of("hut"), done(store.directory().roomWithCode("K7")).orElseThrow().id());
  }

  /** A room keeps its name, and no new room can have a lookalike. */
  private static void looks(SqlStore store) {
    RoomRecord twin = RoomRecord.open(RoomId.of("twin"), "T\u0435a");
    assertEquals(Addition.NAME_TAKEN, done(store.directory().addRoom(twin, List.of())));
  }

  private static void session(SqlStore store) {
    TokenHash hash = TokenHash.of("of ada");
    assertEquals(
        new SessionRecord(hash, ADA.id(), SEEN, SEEN, "", Scope.ALL),
        done(store.accounts().sessions().find(hash)).orElseThrow());
  }

  /** Users keep their names; no other user gets a lookalike while one of them has it. */
  private static void names(SqlStore store) {
    for (User user : PEOPLE) {
      assertEquals(Map.of(user.id(), user), done(store.directory().users(List.of(user.id()))));
      assertEquals(
          Map.of(user.name(), user), done(store.directory().usersNamed(List.of(user.name()))));
    }
    User late = new User(UserId.of("late"), "\u00c0da", User.Kind.GUEST);
    assertFalse(done(store.directory().addUser(late, SEEN)));
    for (User user : List.of(ADA, TWIN, THIRD)) {
      assertFalse(done(store.directory().addUser(late, SEEN)), user.name());
      assertTrue(done(store.directory().rename(user.id(), user.name())), "as it is");
      assertFalse(done(store.directory().rename(BLANK.id(), user.name())));
      assertTrue(done(store.directory().rename(user.id(), "free-" + user.id())));
    }
    assertTrue(done(store.directory().addUser(late, SEEN)), "no lookalike is left");
  }
}
