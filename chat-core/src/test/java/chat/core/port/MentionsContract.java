package chat.core.port;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.BOB;
import static chat.core.port.Samples.EVE;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.event.MessageDeleted;
import chat.core.event.MessageEdited;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.Conversation;
import chat.core.model.Mention;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.port.MessageReader.MentionPage;
import chat.core.port.MessageReader.Mentioning;
import chat.core.port.MessageReader.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link MessageReader} must do about the messages that mention a user. */
public abstract class MentionsContract {
  private static final RoomId TEA = RoomId.of("tea");
  private static final RoomId JAM = RoomId.of("jam");
  private static final List<User> USERS = List.of(ADA, BOB, EVE);
  private static final List<Mention.OfAll> ALL = List.of(new Mention.OfAll(Mention.Who.ALL, 0, 4));

  /** Maximum number of messages of a room that {@link #store} keeps. */
  protected static final int KEPT = 1_000;

  private MessageLog log;
  private Directory directory;
  private int keys;
  private Instant now = AT;

  /** An empty store; called once before each test. */
  protected abstract Store store();

  /** Removes what the store does not keep, when an append does not do so. */
  protected void retain() {
    // at each append
  }

  @BeforeEach
  final void openStore() {
    Store store = store();
    log = store.log();
    directory = store.directory();
    USERS.forEach(user -> assertTrue(done(directory.addUser(user, AT))));
    for (RoomId room : List.of(TEA, JAM)) {
      done(directory.addRoom(RoomRecord.open(room, room.value()), List.of(ADA.id(), BOB.id())));
    }
  }

  private RoomEvent append(RoomEvent event) {
    SendKey key = new SendKey(event.room(), event.author().id(), event.clientId());
    Draft draft = new Draft(key, event, Draft.Condition.NONE.of(true));
    Appended appended =
        done(log.append(event.room(), Conversation.of(event.room()), List.of(draft)));
    return appended.results().get(0).stored().orElseThrow();
  }

  private Instant later() {
    now = now.plusMillis(1);
    return now;
  }

  private long post(RoomId room, User author, String text, User... mentioned) {
    return append(
            new MessagePosted(
                room, 0, author, text, now, "k" + keys++, OptionalLong.empty(), of(mentioned)))
        .seq();
  }

  private long postToAll(RoomId room, User author, String text, User... mentioned) {
    return append(
            new MessagePosted(
                    room, 0, author, text, now, "k" + keys++, OptionalLong.empty(), of(mentioned))
                .mentioning(ALL))
        .seq();
  }

  private void edit(
      RoomId room, long seq, User author, String text, List<Mention.OfAll> all, User... mentioned) {
    append(
        new MessageEdited(
            room, 0, author, now, "k" + keys++, seq, text, of(mentioned), all, false));
  }

  private void delete(RoomId room, long seq, User author) {
    append(
        new MessageDeleted(
            room, 0, author, now, "k" + keys++, seq, author, OptionalLong.empty(), ""));
  }

  private static List<Mention> of(User... mentioned) {
    List<Mention> mentions = new ArrayList<>();
    for (User each : mentioned) {
      mentions.add(new Mention(each, 5 * mentions.size(), 5 * mentions.size() + 4));
    }
    return mentions;
  }

  private MentionPage page(User user, Place before, int limit) {
    return done(log.messages().mentions(user.id(), before, limit));
  }

  private static List<String> texts(MentionPage page) {
    return page.messages().stream().map(each -> each.message().text()).toList();
  }

  private List<String> texts(User user) {
    MentionPage page = page(user, Place.END, 200);
    assertEquals(Optional.empty(), page.rest());
    return texts(page);
  }

  @Test
  void listsMentionsOfAllRoomsTheNewestFirst() {
    post(TEA, ADA, "one", BOB);
    later();
    post(JAM, ADA, "two", EVE, BOB, BOB);
    post(JAM, ADA, "three");
    later();
    postToAll(TEA, ADA, "four");
    later();
    postToAll(JAM, ADA, "five", BOB);

    assertEquals(List.of("five", "four", "two", "one"), texts(BOB));
    assertEquals(List.of(), texts(EVE), "is not a member");
    MessagePosted first = page(BOB, Place.END, 1).messages().get(0).message();
    assertEquals(done(log.messages().messages(JAM, List.of(3L))).events(), List.of(first));
  }

  @Test
  void leavesOutTheUsersOwnMessages() {
    post(TEA, BOB, "one", BOB);
    postToAll(TEA, BOB, "two");
    post(TEA, ADA, "three", BOB);
    assertEquals(List.of("three"), texts(BOB));
    assertEquals(List.of("two"), texts(ADA));
  }

  @Test
  void followsEditsAndDeletions() {
    post(TEA, ADA, "one", BOB);
    post(TEA, ADA, "two");
    postToAll(TEA, ADA, "three");
    edit(TEA, 1, ADA, "one again", List.of());
    edit(TEA, 2, ADA, "two again", List.of(), BOB);
    edit(TEA, 3, ADA, "three again", ALL);
    assertEquals(List.of("three again", "two again"), texts(BOB));
    edit(TEA, 1, ADA, "one to all", ALL, BOB);
    edit(TEA, 2, ADA, "two to none", List.of(), EVE);
    assertEquals(List.of("three again", "one to all"), texts(BOB));
    delete(TEA, 3, ADA);
    delete(TEA, 1, ADA);
    assertEquals(List.of(), texts(BOB));
  }

  @Test
  void listsConversations() {
    RoomId pair = Conversation.between(ADA.id(), BOB.id()).room();
    post(pair, ADA, "psst", BOB);
    postToAll(pair, ADA, "all of us");
    assertEquals(List.of("all of us", "psst"), texts(BOB));
    assertEquals(List.of(), texts(EVE));
  }

  @Test
  void listsOnlyRoomsThatTheUserBelongsToNow() {
    post(TEA, ADA, "one", BOB, EVE);
    later();
    postToAll(JAM, ADA, "two");
    done(directory.leave(TEA, BOB.id()));
    assertEquals(List.of("two"), texts(BOB));
    done(directory.join(TEA, Map.of(BOB.id(), 1L, EVE.id(), 1L), 9));
    assertEquals(List.of("two", "one"), texts(BOB));
    assertEquals(List.of("one"), texts(EVE));
    done(directory.removeRoom(TEA));
    assertEquals(List.of("two"), texts(BOB));
    done(directory.addRoom(RoomRecord.open(TEA, "tea"), List.of(BOB.id())));
    post(TEA, ADA, "without a mention");
    assertEquals(List.of("two"), texts(BOB));
    done(directory.retire(BOB.id()));
    assertEquals(List.of(), texts(BOB));
  }

  @Test
  void forgetsDroppedMessages() {
    post(TEA, ADA, "one", BOB);
    postToAll(TEA, ADA, "two");
    post(TEA, ADA, "three", BOB);
    for (int i = 0; i < KEPT - 1; i++) {
      post(TEA, ADA, "text");
    }
    retain();
    assertEquals(List.of("three"), texts(BOB));
  }

  @Test
  void readsOnAtAPlaceAmongMessagesOfTheSameTime() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      RoomId room = i % 3 == 0 ? TEA : JAM;
      if (i % 2 == 0) {
        post(room, ADA, "text " + i, BOB);
      } else {
        postToAll(room, ADA, "text " + i);
      }
      expected.add("text " + i);
      if (i % 10 == 9) {
        later();
      }
    }
    List<String> found = new ArrayList<>();
    Place before = Place.END;
    for (Optional<Place> rest = Optional.of(before); rest.isPresent(); ) {
      MentionPage page = page(BOB, rest.get(), 3);
      assertTrue(page.messages().size() == 3 || page.rest().isEmpty());
      for (Mentioning each : page.messages()) {
        assertTrue(each.place().compareTo(before) < 0);
        assertEquals(each.message().at().toEpochMilli(), each.place().at());
        before = each.place();
      }
      found.addAll(texts(page));
      rest = page.rest();
    }
    assertEquals(expected.size(), found.size());
    Collections.sort(expected);
    Collections.sort(found);
    assertEquals(expected, found);
  }

  @Test
  void endsAPageWhenItHasEnoughBytes() {
    String large = "x".repeat(60_000);
    for (int i = 0; i < 12; i++) {
      post(TEA, ADA, large + i, BOB);
    }
    MentionPage first = page(BOB, Place.END, 12);
    assertTrue(first.messages().size() >= 2, first.messages().size() + " messages");
    int found = first.messages().size();
    Optional<Place> rest = first.rest();
    while (rest.isPresent()) {
      MentionPage next = page(BOB, rest.get(), 12);
      found += next.messages().size();
      rest = next.rest();
    }
    assertEquals(12, found);
  }

  @Test
  void passesOverManyMessagesOfTheUsersOwn() {
    post(TEA, ADA, "one", BOB);
    for (int i = 0; i < 900; i++) {
      postToAll(TEA, BOB, "own " + i);
    }
    List<String> found = new ArrayList<>();
    Optional<Place> rest = Optional.of(Place.END);
    while (rest.isPresent()) {
      MentionPage page = page(BOB, rest.get(), 5);
      found.addAll(texts(page));
      rest = page.rest();
    }
    assertEquals(List.of("one"), found);
  }

  /** Random changes; the list must be what the messages of the user's rooms say. */
  @Test
  void agreesWithTheMessages() {
    Random random = new Random(7);
    List<RoomId> rooms = new ArrayList<>(List.of(TEA, JAM));
    rooms.add(Conversation.between(ADA.id(), BOB.id()).room());
    Map<RoomId, Long> heads = new HashMap<>();
    for (int step = 0; step < 400; step++) {
      RoomId room = rooms.get(random.nextInt(rooms.size()));
      boolean isDirect = Conversation.of(room).isPresent();
      User author = USERS.get(random.nextInt(isDirect ? 2 : 3));
      User other = USERS.get(random.nextInt(3));
      List<Mention.OfAll> all = random.nextInt(4) == 0 ? ALL : List.of();
      later();
      long head = heads.getOrDefault(room, 0L);
      long seq = 1L + random.nextInt((int) Math.max(1, head));
      Optional<MessagePosted> own =
          head == 0
              ? Optional.empty()
              : done(log.messages().messages(room, List.of(seq))).events().stream()
                  .map(MessagePosted.class::cast)
                  .filter(each -> !each.isDeleted() && each.author().equals(author))
                  .findFirst();
      int choice = random.nextInt(10);
      if (choice == 0 && !isDirect) {
        done(directory.leave(room, other.id()));
      } else if (choice == 1 && !isDirect) {
        done(directory.join(room, Map.of(other.id(), 0L), 9));
      } else if (choice < 5 && own.isPresent()) {
        edit(
            room,
            seq,
            author,
            "edit " + step,
            all,
            random.nextBoolean() ? new User[] {other} : new User[0]);
        heads.merge(room, 1L, Long::sum);
      } else if (choice == 5 && own.isPresent()) {
        delete(room, seq, author);
        heads.merge(room, 1L, Long::sum);
      } else {
        append(
            new MessagePosted(
                    room,
                    0,
                    author,
                    "text " + step,
                    now,
                    "k" + keys++,
                    OptionalLong.empty(),
                    random.nextBoolean() ? of(other, author) : List.of())
                .mentioning(all));
        heads.merge(room, 1L, Long::sum);
      }
      User reader = USERS.get(random.nextInt(3));
      assertEquals(expected(reader, rooms, heads), found(reader, 1 + random.nextInt(9)));
    }
  }

  private List<MessagePosted> found(User reader, int limit) {
    List<MessagePosted> found = new ArrayList<>();
    Optional<Place> rest = Optional.of(Place.END);
    while (rest.isPresent()) {
      MentionPage page = page(reader, rest.get(), limit);
      page.messages().forEach(each -> found.add(each.message()));
      rest = page.rest();
    }
    return found;
  }

  /** All times differ. */
  private List<MessagePosted> expected(User reader, List<RoomId> rooms, Map<RoomId, Long> heads) {
    List<MessagePosted> expected = new ArrayList<>();
    List<RoomId> own =
        done(directory.memberships(reader.id())).stream().map(each -> each.room()).toList();
    for (RoomId room : rooms) {
      if (own.contains(room) && heads.containsKey(room)) {
        List<Long> seqs = LongStream.rangeClosed(1, heads.get(room)).boxed().toList();
        for (RoomEvent event : done(log.messages().messages(room, seqs)).events()) {
          MessagePosted message = (MessagePosted) event;
          boolean isNamed =
              message.mentions().stream().anyMatch(each -> each.user().equals(reader));
          if ((isNamed || !message.mentionAll().isEmpty()) && !message.author().equals(reader)) {
            expected.add(message);
          }
        }
      }
    }
    expected.sort((one, other) -> other.at().compareTo(one.at()));
    return expected;
  }
}
