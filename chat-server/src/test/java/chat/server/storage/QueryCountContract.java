package chat.server.storage;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.BOB;
import static chat.core.port.Samples.draft;
import static chat.core.port.Samples.guest;
import static chat.core.port.Stages.becomes;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.Chat;
import chat.core.ChatConnection;
import chat.core.command.Command;
import chat.core.command.Hello;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.command.message.ListMentions;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.message.SearchMessages;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.ListMembers;
import chat.core.command.room.ListRooms;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.Conversation;
import chat.core.model.Mention;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.RoomView;
import chat.core.model.User;
import chat.core.port.Draft;
import chat.core.port.MessageDrafts;
import chat.core.port.SendKey;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.Overwriter;
import chat.server.thread.CriticalThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The number of queries of a command, which must not depend on the number of rooms, names and
 * reactions.
 */
abstract class QueryCountContract {
  private static final RoomId TEA = RoomId.of("tea");

  private CountingDatabase database;
  private SqlStore store;
  private Chat chat;

  /** An empty database; called once before each test. */
  abstract Dialect dialect() throws IOException;

  @BeforeEach
  final void open() throws IOException {
    database = new CountingDatabase(dialect());
    store =
        SqlStore.open(
            database,
            database.search(),
            Overwriter.NONE,
            new CriticalThreads(
                failure -> {
                  throw new AssertionError(failure);
                }));
    done(store.directory().addUser(ADA, AT));
    done(store.directory().addUser(BOB, AT));
    done(store.directory().addRoom(RoomRecord.open(TEA, "Tea"), List.of(ADA.id(), BOB.id())));
    chat = fresh();
  }

  /** A chat that has loaded no users yet. */
  private Chat fresh() {
    Chat fresh =
        Chat.builder()
            .store(store.log(), store.directory())
            .search(store.search())
            .presenceGrace(Duration.ofHours(1))
            .build();
    done(fresh.ready());
    return fresh;
  }

  @AfterEach
  final void close() {
    done(chat.close());
    store.close();
  }

  /** Gives Ada so many more private rooms with something unread, and so many conversations. */
  private void rooms(int from, int to) {
    for (int i = from; i < to; i++) {
      RoomId room = RoomId.of("room" + i);
      done(
          store
              .directory()
              .addRoom(RoomRecord.invited(room, "Room " + i), List.of(ADA.id(), BOB.id())));
      done(store.log().append(room, Optional.empty(), List.of(draft(room, BOB, "k"))));
      User guest = guest("Guest" + i);
      done(store.directory().addUser(guest, AT));
      Conversation pair = Conversation.between(ADA.id(), guest.id());
      done(
          store
              .log()
              .append(pair.room(), Optional.of(pair), List.of(draft(pair.room(), guest, "k"))));
    }
  }

  /** The queries of a command of Ada, who is loaded already. */
  private int queriesOf(Command<?> command) {
    done(chat.close());
    chat = fresh();
    database.takeReads();
    try (ChatConnection ada = chat.connect(ADA, batch -> {})) {
      ask(ada, new ListMembers(TEA, Optional.empty(), OptionalInt.empty()));
      database.takeReads();
      ask(ada, command);
      return database.takeReads().size();
    }
  }

  /** The fewest of several times: what is indexed meanwhile is read by other queries. */
  private int fewestQueriesOf(Command<?> command) {
    return IntStream.range(0, 5).map(time -> queriesOf(command)).min().orElseThrow();
  }

  private static <R extends Reply> R ask(ChatConnection connection, Command<R> command) {
    CompletableFuture<Outcome<R>> outcome = new CompletableFuture<>();
    connection.execute(command, outcome::complete);
    if (done(outcome) instanceof Outcome.Accepted<R> accepted) {
      return accepted.reply();
    }
    throw new AssertionError(command + " was refused");
  }

  private void assertConstant(Command<?> command, int most) {
    rooms(0, 2);
    int few = queriesOf(command);
    rooms(2, 60);
    assertEquals(few, queriesOf(command));
    assertTrue(few <= most, command + " costs " + few + " queries");
  }

  @Test
  void entersWithSixQueriesForAnyNumberOfRooms() {
    assertConstant(new Hello(), 6);
    try (ChatConnection ada = chat.connect(ADA, batch -> {})) {
      List<RoomView> rooms = ask(ada, new Hello()).rooms();
      assertEquals(
          120,
          rooms.stream()
              .filter(room -> !room.info().id().equals(TEA))
              .filter(RoomView::member)
              .count());
      assertEquals(120, rooms.stream().filter(room -> room.unread().orElse(0) == 1).count());
      assertEquals(60, rooms.stream().filter(room -> room.with().isPresent()).count());
    }
  }

  @Test
  void listsAnyNumberOfRoomsWithSixQueries() {
    assertConstant(new ListRooms(Optional.empty(), OptionalInt.of(200)), 6);
  }

  @Test
  void listsTheUsersRoomsWithFourQueries() {
    assertConstant(new ListRooms(Optional.empty(), OptionalInt.of(200), true), 4);
  }

  @Test
  void connectsAndJoinsWithTheSameQueriesForAnyNumberOfRooms() {
    rooms(0, 2);
    connectAndJoin();
    List<String> few = database.takeReads();
    rooms(2, 60);
    connectAndJoin();
    assertEquals(few, database.takeReads());
  }

  private void connectAndJoin() {
    done(chat.close());
    chat = fresh();
    database.takeReads();
    try (ChatConnection ada = chat.connect(ADA, batch -> {})) {
      ask(ada, new JoinRoom(TEA));
    }
  }

  @Test
  void forgetsAnyNumberOfGuestsWithTheSameStatements() {
    guests(0, 2);
    forget();
    int reads = database.takeReads().size();
    int writes = database.takeWrites().size();
    guests(2, 100);
    forget();
    assertEquals(reads, database.takeReads().size());
    assertEquals(writes, database.takeWrites().size());
    assertTrue(reads <= 5 && writes <= 28, reads + " reads, " + writes + " writes");
    assertEquals(Map.of(), done(store.directory().usersNamed(List.of("Idle3", "Idle99"))));
  }

  /** So many guests who speak with one another, and one with Ada, who stays. */
  private void guests(int from, int to) {
    for (int i = from; i < to; i++) {
      User guest = guest("Idle" + i);
      done(store.directory().addUser(guest, AT));
      speak(guest, i == from ? ADA : guest("Idle" + (i - 1)));
    }
  }

  private void speak(User from, User to) {
    Conversation pair = Conversation.between(from.id(), to.id());
    done(
        store.log().append(pair.room(), Optional.of(pair), List.of(draft(pair.room(), from, "k"))));
  }

  private void forget() {
    done(store.directory().seen(List.of(ADA.id(), BOB.id()), AT.plusSeconds(2)));
    database.takeReads();
    database.takeWrites();
    done(store.directory().forgetGuests(AT.plusSeconds(1)));
  }

  @Test
  void looksUpTheNamesOfAMessageWithOneQuery() {
    rooms(0, 30);
    try (ChatConnection ada = chat.connect(ADA, batch -> {})) {
      ask(ada, new JoinRoom(TEA));
      database.takeReads();
      ask(ada, new PostMessage(TEA, "to @Bob", "k1"));
      assertEquals(1, database.takeReads().size());
      String many = String.join(" ", IntStream.range(0, 30).mapToObj(i -> "@Guest" + i).toList());
      ask(ada, new PostMessage(TEA, "to " + many, "k2"));
      assertEquals(1, database.takeReads().size());
    }
  }

  @Test
  void searchesWithAConstantNumberOfQueriesForAnyNumberOfHits() {
    rooms(0, 2);
    SearchMessages search =
        new SearchMessages("text of", Optional.empty(), Optional.empty(), OptionalInt.of(200));
    assertFinds(4, search);
    int few = fewestQueriesOf(search);
    rooms(2, 60);
    assertFinds(120, search);
    assertEquals(few, fewestQueriesOf(search));
    assertTrue(few <= 6, "a search costs " + few + " queries");
  }

  @Test
  void listsMentionsWithAsManyQueriesForAnyNumberOfRooms() {
    rooms(0, 20);
    mention(0, 20);
    ListMentions list = new ListMentions(Optional.empty(), OptionalInt.of(10));
    int few = queriesOf(list);
    rooms(20, 60);
    mention(20, 60);
    assertEquals(few, queriesOf(list));
    assertTrue(few <= 25, "mentions cost " + few + " queries");
  }

  /** A message for Ada in each of these rooms. */
  private void mention(int from, int to) {
    for (int i = from; i < to; i++) {
      RoomId room = RoomId.of("room" + i);
      MessagePosted message =
          new MessagePosted(
              room,
              0,
              BOB,
              "@Ada",
              AT.plusMillis(i),
              "m",
              OptionalLong.empty(),
              List.of(new Mention(ADA, 0, 4)));
      SendKey key = new SendKey(room, BOB.id(), "m");
      done(store.log().append(room, Optional.empty(), List.of(new Draft(key, message))));
    }
  }

  /** Waits until the index has what a search has to find. */
  private void assertFinds(int hits, SearchMessages search) {
    done(chat.close());
    chat = fresh();
    try (ChatConnection ada = chat.connect(ADA, batch -> {})) {
      becomes(hits, () -> CompletableFuture.completedFuture(ask(ada, search).hits().size()));
    }
  }

  @Test
  void readsAPageWithTheSameQueriesForAnyNumberOfReactions() {
    MessageDrafts drafts = new MessageDrafts(TEA);
    append(IntStream.range(0, 400).mapToObj(i -> drafts.post(BOB, "text " + i)));
    ReadHistory page =
        new ReadHistory(TEA, OptionalLong.of(51), OptionalLong.empty(), OptionalInt.of(50));
    int without = queriesOf(page);
    for (String emoji : List.of("👍", "😀", "🎉", "😢", "👀")) {
      for (User user : List.of(ADA, BOB)) {
        append(IntStream.rangeClosed(1, 50).mapToObj(seq -> drafts.react(user, seq, emoji)));
      }
    }
    assertEquals(without, queriesOf(page));
    try (ChatConnection ada = chat.connect(ADA, batch -> {})) {
      List<RoomEvent> events = ask(ada, page).events();
      assertEquals(50, events.size());
      assertTrue(
          events.stream().allMatch(each -> ((MessagePosted) each).state().reactions().size() == 5));
    }
  }

  @Test
  void resumesOverReactionsWithTheSameQueriesAsOverMessages() {
    MessageDrafts drafts = new MessageDrafts(TEA);
    append(IntStream.range(0, 200).mapToObj(i -> drafts.post(BOB, "text " + i)));
    ReadHistory messages =
        new ReadHistory(TEA, OptionalLong.empty(), OptionalLong.of(100), OptionalInt.of(100));
    int overMessages = queriesOf(messages);
    append(IntStream.rangeClosed(1, 200).mapToObj(seq -> drafts.react(ADA, seq, "👍")));
    ReadHistory reactions =
        new ReadHistory(TEA, OptionalLong.empty(), OptionalLong.of(300), OptionalInt.of(100));
    assertEquals(overMessages, queriesOf(reactions));
  }

  private void append(Stream<Draft> drafts) {
    done(store.log().append(TEA, Optional.empty(), drafts.toList()));
  }
}
