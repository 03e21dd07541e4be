package chat.core.port;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.BOB;
import static chat.core.port.Samples.EVE;
import static chat.core.port.Samples.draft;
import static chat.core.port.Samples.guest;
import static chat.core.port.Stages.done;
import static chat.core.port.Stages.failure;
import static chat.core.port.Stages.together;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.model.Conversation;
import chat.core.model.Membership;
import chat.core.model.MessageDraft;
import chat.core.model.Notifications;
import chat.core.model.Origin;
import chat.core.model.ReadMarker;
import chat.core.model.RoomId;
import chat.core.model.RoomInvite;
import chat.core.model.RoomKind;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.model.UserName;
import chat.core.port.RoomDirectory.Addition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Directory} must do, by the numbers of its MUSTs. That a change is durable (1)
 * and does not block (10) is for each implementation's own tests.
 */
public abstract class DirectoryContract {
  private static final RoomId ROOM = RoomId.of("room");
  private static final RoomId NOWHERE = RoomId.of("nowhere");
  private static final UserId NOBODY = UserId.of("nobody");
  private static final Instant LATER = AT.plus(Duration.ofHours(1));
  private static final Notifications MENTIONS =
      new Notifications(Notifications.Level.MENTIONS, Optional.empty());

  private MessageLog log;
  private Directory directory;

  /** An empty store; called once before each test. */
  protected abstract Store store();

  @BeforeEach
  final void openStore() {
    Store store = store();
    log = store.log();
    directory = store.directory();
  }

  private void know(User... users) {
    for (User user : users) {
      assertTrue(done(directory.addUser(user, AT)));
    }
  }

  private Addition add(RoomRecord room, User... members) {
    return done(directory.addRoom(room, List.of(members).stream().map(User::id).toList()));
  }

  private Optional<User> find(UserId id) {
    return Optional.ofNullable(done(directory.users(List.of(id))).get(id));
  }

  private List<String> publicIds(Optional<RoomId> after, int limit) {
    return done(directory.publicRooms(after, limit)).stream()
        .map(room -> room.id().value())
        .toList();
  }

  @Test
  void must01ShowsChangesToEveryReadCalledAfterwards() {
    User bot = new User(UserId.of("bot"), "Bot-1", User.Kind.BOT);
    know(ADA, bot);
    assertEquals(
        Map.of(ADA.id(), ADA, bot.id(), bot),
        done(directory.users(List.of(ADA.id(), bot.id(), NOBODY))));
    assertTrue(done(directory.rename(ADA.id(), "Ada2")));
    assertEquals(Optional.of(ADA.renamed("Ada2")), find(ADA.id()));
    RoomRecord room =
        new RoomRecord(
            ROOM,
            "A \"room\" \ud83d\ude00",
            RoomKind.PUBLIC,
            true,
            "",
            "what it's about",
            Optional.of(ADA.id()));
    assertEquals(Addition.ADDED, add(room, ADA));
    assertEquals(Map.of(ROOM, room), done(directory.rooms(List.of(ROOM, NOWHERE))));
    assertEquals(List.of(new Membership(ROOM, 0)), done(directory.memberships(ADA.id())));
    done(directory.leave(ROOM, ADA.id()));
    assertEquals(List.of(), done(directory.memberships(ADA.id())));
  }

  @Test
  void must01KeepsInvitesUntilTheyAreRemoved() {
    know(ADA, BOB);
    add(RoomRecord.invited(ROOM, "Den").by(ADA.id()), ADA);
    add(RoomRecord.invited(NOWHERE, "Other"), ADA);
    RoomInvite first = new RoomInvite("i1", ROOM, ADA.id(), AT);
    RoomInvite second = new RoomInvite("i2", ROOM, BOB.id(), AT.plusMillis(1));
    done(directory.addInvite(first, "hash1"));
    done(directory.addInvite(second, "hash2"));
    assertEquals(List.of(second, first), done(directory.invites(ROOM)));
    assertEquals(List.of(), done(directory.invites(NOWHERE)));
    assertEquals(Optional.of(first), done(directory.invite("hash1")));
    assertEquals(Optional.empty(), done(directory.invite("hash3")));
    done(directory.removeInvite(NOWHERE, "i1"));
    done(directory.removeInvite(ROOM, "i1"));
    done(directory.removeInvite(ROOM, "i1"));
    assertEquals(Optional.empty(), done(directory.invite("hash1")));
    assertEquals(List.of(second), done(directory.invites(ROOM)));
    done(directory.removeRoom(ROOM));
    assertEquals(Optional.empty(), done(directory.invite("hash2")));
  }

  @Test
  void readsAnyNumberOfUsersNamesAndRoomsAtATime() {
    Map<UserId, User> users = new TreeMap<>();
    Map<RoomId, RoomRecord> rooms = new TreeMap<>();
    for (int i = 0; i < 70; i++) {
      User user = guest("Guest" + i);
      RoomRecord room = RoomRecord.open(RoomId.of("room" + i), "Room " + i);
      know(user);
      add(room);
      users.put(user.id(), user);
      rooms.put(room.id(), room);
    }
    for (int size : new int[] {0, 1, 2, 8, 9, 64, 65, 70}) {
      List<UserId> ids = new ArrayList<>(List.copyOf(users.keySet()).subList(0, size));
      List<RoomId> roomIds = new ArrayList<>(List.copyOf(rooms.keySet()).subList(0, size));
      ids.add(NOBODY);
      roomIds.add(NOWHERE);
      assertEquals(size, done(directory.users(ids)).size());
      assertEquals(size, done(directory.rooms(roomIds)).size());
    }
    List<UserId> manyIds = new ArrayList<>(users.keySet());
    List<RoomId> manyRooms = new ArrayList<>(rooms.keySet());
    for (int i = 0; i < 2_000; i++) {
      manyIds.add(i, UserId.of("nobody" + i));
      manyRooms.add(i, RoomId.of("nowhere" + i));
    }
    assertEquals(users, done(directory.users(manyIds)));
    assertEquals(rooms, done(directory.rooms(manyRooms)));
    assertEquals(
        Map.of("GUEST7", guest("Guest7"), "guest7", guest("Guest7"), "Guest8", guest("Guest8")),
        done(directory.usersNamed(List.of("GUEST7", "guest7", "Guest8", "Guest700"))));
    assertEquals(Map.of(), done(directory.usersNamed(List.of())));
  }

  @Test
  void must02RejectsATakenNameInAnotherCase() {
    know(ADA);
    assertFalse(done(directory.addUser(new User(BOB.id(), "aDA", User.Kind.GUEST), AT)));
    assertEquals(Optional.empty(), find(BOB.id()));
    know(BOB);
    assertFalse(done(directory.rename(BOB.id(), "ADA")));
    assertEquals(Optional.of(BOB), find(BOB.id()));
  }

  @Test
  void must02RejectsALookalikeOfAnotherUsersName() {
    know(ADA);
    String twin = "\u0410d\u0430";
    assertFalse(done(directory.addUser(new User(BOB.id(), twin, User.Kind.GUEST), AT)));
    assertFalse(done(directory.putUser(new User(BOB.id(), twin, User.Kind.BOT), AT)));
    know(BOB);
    assertFalse(done(directory.rename(BOB.id(), twin)));
    assertEquals(Optional.of(BOB), find(BOB.id()));
    assertEquals(Map.of(), done(directory.usersNamed(List.of(twin))), "found is who has the name");
    assertTrue(done(directory.rename(ADA.id(), twin)), "one may look like oneself");
    assertTrue(done(directory.rename(ADA.id(), "Countess")));
    assertTrue(done(directory.rename(BOB.id(), "Ada")), "nobody looks like it any more");
  }

  @Test
  void must02RejectsNamesThatMeanGroups() {
    know(ADA, new User(BOB.id(), "Ali", User.Kind.GUEST));
    for (String name : List.of("all", "HERE", "everyone", "ch\u0430nnel")) {
      assertFalse(done(directory.rename(ADA.id(), name)), name);
      assertFalse(done(directory.addUser(EVE.renamed(name), AT)), name);
      assertFalse(done(directory.putUser(ADA.renamed(name), AT)), name);
    }
    assertFalse(done(directory.rename(ADA.id(), "alI")));
    assertFalse(done(directory.rename(BOB.id(), "all")), "though Ali looks like it");
    assertEquals(Optional.of(ADA), find(ADA.id()));
  }

  @Test
  void must02GivesOneOfManyLookalikesTheName() {
    List<String> twins = List.of("admin", "ADM1N", "\u0430dmin", "adm\u0131n");
    for (int round = 0; round < 5; round++) {
      int number = round;
      List<Boolean> added =
          together(
              4,
              thread ->
                  directory.putUser(
                      new User(
                          UserId.of("t" + number + "-" + thread),
                          twins.get(thread) + number + "z",
                          User.Kind.REGISTERED),
                      AT));
      assertEquals(1, Collections.frequency(added, true));
    }
  }

  @Test
  void must02ChangesNothingWhenPutIsRejected() {
    know(ADA, BOB);
    assertFalse(done(directory.putUser(new User(BOB.id(), "ada", User.Kind.REGISTERED), AT)));
    assertEquals(Optional.of(BOB), find(BOB.id()));
    User registered = BOB.renamed("Robert").as(User.Kind.REGISTERED);
    assertTrue(done(directory.putUser(registered, LATER)));
    assertEquals(Optional.of(registered), find(BOB.id()));
    assertEquals(
        Map.of("robert", registered), done(directory.usersNamed(List.of("robert", "bob"))));
    assertTrue(done(directory.addUser(new User(EVE.id(), "Bob", User.Kind.GUEST), AT)));
  }

  @Test
  void must02FoldsNamesBeyondAscii() {
    know(new User(ADA.id(), "stra\u00dfe", User.Kind.GUEST));
    assertFalse(done(directory.addUser(new User(BOB.id(), "STRASSE", User.Kind.GUEST), AT)));
    assertEquals(1, done(directory.usersNamed(List.of("Strasse"))).size());
  }

  @Test
  void must02AddsTheSameIdAgainAndKeepsItsName() {
    know(ADA);
    assertTrue(done(directory.rename(ADA.id(), "Ada2")));
    assertTrue(done(directory.addUser(ADA, LATER)));
    assertEquals(Optional.of(ADA.renamed("Ada2")), find(ADA.id()));
    know(BOB);
    assertTrue(done(directory.addUser(new User(BOB.id(), "ada2", User.Kind.GUEST), LATER)));
    assertEquals(Optional.of(BOB), find(BOB.id()), "the stored name stays, whatever was asked");
  }

  @Test
  void must02LetsOneChangeTheCaseOfOnesOwnNameAndFreesTheOldOne() {
    know(ADA, BOB);
    assertTrue(done(directory.rename(ADA.id(), "ADA")));
    assertTrue(done(directory.rename(ADA.id(), "ADA")));
    assertTrue(done(directory.rename(ADA.id(), "Countess")));
    assertTrue(done(directory.rename(BOB.id(), "ada")));
    assertEquals(
        Map.of("ADA", BOB.renamed("ada"), "countess", ADA.renamed("Countess")),
        done(directory.usersNamed(List.of("ADA", "countess", "bob"))));
  }

  @Test
  void must02GivesANameToOneOfManyConcurrentCallers() {
    for (int round = 0; round < 10; round++) {
      String name = "same" + round;
      int number = round;
      List<Boolean> added =
          together(
              4,
              thread ->
                  directory.addUser(
                      new User(UserId.of("u" + number + "-" + thread), name, User.Kind.GUEST), AT));
      assertEquals(1, Collections.frequency(added, true));
    }
  }

  @Test
  void must02RenamesOneOfManyWhoWishForTheSameName() {
    List<User> people = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      people.add(guest("person" + i));
      know(people.get(i));
    }
    List<Boolean> renamed =
        together(4, thread -> directory.rename(people.get(thread).id(), "Wanted"));
    assertEquals(1, Collections.frequency(renamed, true));
  }

  @Test
  void must02RejectsTheIdOfARoomThatExists() {
    assertEquals(Addition.ADDED, add(RoomRecord.open(ROOM, "One")));
    assertEquals(Addition.ID_TAKEN, add(RoomRecord.open(ROOM, "Two")));
    assertEquals(Addition.ID_TAKEN, add(RoomRecord.coded(ROOM, "Two", "CODE")));
    assertEquals("One", done(directory.rooms(List.of(ROOM))).get(ROOM).name());
  }

  @Test
  void must02RejectsTheNameOfAPublicRoomInAnotherCase() {
    assertEquals(Addition.ADDED, add(RoomRecord.open(ROOM, "Tech Talk")));
    assertEquals(Addition.NAME_TAKEN, add(RoomRecord.open(NOWHERE, "tech TALK")));
    assertEquals(Map.of(), done(directory.rooms(List.of(NOWHERE))));
  }

  @Test
  void must02RejectsALookalikeOfAPublicRoomsName() {
    assertEquals(Addition.ADDED, add(RoomRecord.open(ROOM, "General")));
    for (String twin : List.of("G\u0435neral", "Genera1", "G\u00e9neral", "Gen\u200ceral")) {
      assertEquals(Addition.NAME_TAKEN, add(RoomRecord.open(NOWHERE, twin)), twin);
    }
    assertEquals(Addition.ADDED, add(RoomRecord.coded(RoomId.of("c1"), "G\u0435neral", "AAA")));
    assertEquals(Addition.ADDED, add(RoomRecord.permanent(RoomId.of("p1"), "Genera1")));
    done(directory.removeRoom(ROOM));
    done(directory.removeRoom(RoomId.of("p1")));
    assertEquals(Addition.ADDED, add(RoomRecord.open(NOWHERE, "G\u0435neral")));
  }

  @Test
  void must02LetsCodeRoomsShareNames() {
    assertEquals(Addition.ADDED, add(RoomRecord.open(ROOM, "Talk")));
    assertEquals(Addition.ADDED, add(RoomRecord.coded(RoomId.of("c1"), "Talk", "AAA")));
    assertEquals(Addition.ADDED, add(RoomRecord.coded(RoomId.of("c2"), "Talk", "BBB")));
    assertEquals(Addition.CODE_TAKEN, add(RoomRecord.coded(RoomId.of("c3"), "Talk", "BBB")));
  }

  @Test
  void countsTheRoomsOfAnAuthorInTheChangeThatAddsOne() {
    List<Addition> added =
        together(
            4,
            thread ->
                directory.addRoom(
                    RoomRecord.open(RoomId.of("r" + thread), "Name " + thread).by(ADA.id()),
                    List.of(),
                    created(3)));
    assertEquals(3, Collections.frequency(added, Addition.ADDED));
    assertEquals(1, Collections.frequency(added, Addition.TOO_MANY));
    RoomRecord other = RoomRecord.open(RoomId.of("other"), "Other");
    assertEquals(
        Addition.ADDED,
        done(directory.addRoom(other.by(NOBODY), List.of(), created(3))),
        "another author");
    RoomRecord invited = RoomRecord.invited(RoomId.of("invited"), "Invited").by(ADA.id());
    assertEquals(
        Addition.ADDED, done(directory.addRoom(invited, List.of(), created(3))), "another kind");
    done(directory.removeRoom(RoomId.of("other")));
    RoomRecord nobodys = RoomRecord.open(RoomId.of("nobodys"), "Nobody's");
    assertEquals(
        Addition.ADDED, done(directory.addRoom(nobodys, List.of(), created(1))), "no author");
  }

  private static RoomBounds created(int most) {
    return new RoomBounds(most, Integer.MAX_VALUE, Origin.NONE);
  }

  private static RoomBounds memberships(int most) {
    return new RoomBounds(Integer.MAX_VALUE, most, Origin.NONE);
  }

  @Test
  void boundsThePublicRoomsOfAnOriginAndOfThoseAroundIt() {
    RoomBounds here = origin("net", 4, "nethome", 3);
    RoomBounds nearby = origin("net", 4, "network", 3);
    List<Addition> added =
        together(
            4,
            thread ->
                directory.addRoom(
                    RoomRecord.open(RoomId.of("r" + thread), "Name " + thread), List.of(), here));
    assertEquals(3, Collections.frequency(added, Addition.ADDED));
    assertEquals(1, Collections.frequency(added, Addition.TOO_MANY_OF_ORIGIN));
    assertEquals(Addition.ADDED, open("a", nearby));
    assertEquals(Addition.TOO_MANY_OF_ORIGIN, open("b", nearby), "both together have 4");
    assertEquals(Addition.ADDED, open("b", origin("nes", 1, "nesthome", 1)));
    assertEquals(Addition.TOO_MANY_OF_ORIGIN, open("c", origin("nes", 1, "nesthome", 1)));
    assertEquals(Addition.ADDED, open("c", RoomBounds.NONE), "not counted");
    RoomRecord invited = RoomRecord.invited(RoomId.of("d"), "Den");
    assertEquals(Addition.ADDED, done(directory.addRoom(invited, List.of(), here)), "not public");
    done(directory.removeRoom(RoomId.of("a")));
    assertEquals(Addition.ADDED, open("a", nearby), "counted are those that exist");
  }

  private Addition open(String name, RoomBounds bounds) {
    return done(
        directory.addRoom(RoomRecord.open(RoomId.of(name), "Room " + name), List.of(), bounds));
  }

  private static RoomBounds origin(String wide, int mostOfWide, String narrow, int most) {
    Origin origin =
        new Origin(List.of(new Origin.Group(wide, mostOfWide), new Origin.Group(narrow, most)));
    return new RoomBounds(Integer.MAX_VALUE, Integer.MAX_VALUE, origin);
  }

  @Test
  void boundsTheRoomsThatAUserJoinsAtTheSameTime() {
    know(ADA, BOB);
    Conversation both = Conversation.between(ADA.id(), BOB.id());
    add(RoomRecord.direct(both), ADA, BOB);
    for (int i = 0; i < 4; i++) {
      add(RoomRecord.open(RoomId.of("r" + i), "Name " + i));
    }
    Map<UserId, Long> marks = Map.of(ADA.id(), 7L);
    List<Set<UserId>> leftOut =
        together(4, thread -> directory.join(RoomId.of("r" + thread), marks, 3));
    assertEquals(3, Collections.frequency(leftOut, Set.of()));
    assertEquals(1, Collections.frequency(leftOut, Set.of(ADA.id())));
    assertEquals(4, done(directory.memberships(ADA.id())).size(), "a conversation does not count");
    RoomId full = RoomId.of("r" + leftOut.indexOf(Set.of(ADA.id())));
    Map<UserId, Long> two = Map.of(ADA.id(), 0L, BOB.id(), 0L);
    assertEquals(Set.of(ADA.id()), done(directory.join(full, two, 3)), "the other one joins");
    assertEquals(2, done(directory.memberships(BOB.id())).size());
    RoomId own = RoomId.of("r" + (leftOut.indexOf(Set.of()) % 4));
    assertEquals(Set.of(), done(directory.join(own, marks, 3)), "one who is a member stays one");
    done(directory.leave(own, ADA.id()));
    assertEquals(Set.of(), done(directory.join(full, marks, 3)));
  }

  @Test
  void boundsTheRoomsOfAUserWhoCreatesManyAtTheSameTime() {
    know(ADA);
    add(RoomRecord.open(ROOM, "One"), ADA);
    List<UserId> members = List.of(ADA.id());
    List<Addition> added =
        together(
            4,
            thread ->
                directory.addRoom(
                    RoomRecord.invited(RoomId.of("r" + thread), "Den"), members, memberships(3)));
    assertEquals(2, Collections.frequency(added, Addition.ADDED));
    assertEquals(2, Collections.frequency(added, Addition.MEMBER_OF_TOO_MANY));
    assertEquals(3, done(directory.memberships(ADA.id())).size());
    RoomRecord conversation = RoomRecord.direct(Conversation.between(ADA.id(), BOB.id()));
    assertEquals(Addition.ADDED, done(directory.addRoom(conversation, members, memberships(3))));
  }

  @Test
  void listsThePermanentRooms() {
    RoomRecord zoo = RoomRecord.permanent(RoomId.of("zoo"), "Zoo");
    RoomRecord attic = RoomRecord.permanent(RoomId.of("attic"), "Attic");
    assertEquals(List.of(), done(directory.permanentRooms()));
    add(zoo);
    add(RoomRecord.open(ROOM, "Room"));
    add(attic);
    assertEquals(List.of(attic, zoo), done(directory.permanentRooms()));
  }

  @Test
  void must02AddsOneOfManyRoomsWithTheSameNameAtTheSameTime() {
    for (int round = 0; round < 10; round++) {
      int number = round;
      List<Addition> added =
          together(
              4,
              thread ->
                  directory.addRoom(
                      RoomRecord.open(RoomId.of("r" + number + "-" + thread), "Name " + number),
                      List.of()));
      assertEquals(1, Collections.frequency(added, Addition.ADDED));
      assertEquals(3, Collections.frequency(added, Addition.NAME_TAKEN));
    }
  }

  @Test
  void must02AddsOneOfManyRoomsWithTheSameIdOrCodeAtTheSameTime() {
    List<Addition> sameId =
        together(
            4, thread -> directory.addRoom(RoomRecord.open(ROOM, "Name " + thread), List.of()));
    assertEquals(1, Collections.frequency(sameId, Addition.ADDED));
    assertEquals(3, Collections.frequency(sameId, Addition.ID_TAKEN));
    List<Addition> sameCode =
        together(
            4,
            thread ->
                directory.addRoom(
                    RoomRecord.coded(RoomId.of("c" + thread), "Name", "SAME"), List.of()));
    assertEquals(1, Collections.frequency(sameCode, Addition.ADDED));
    assertEquals(3, Collections.frequency(sameCode, Addition.CODE_TAKEN));
  }

  @Test
  void must03NeverReusesACode() {
    RoomRecord coded = RoomRecord.coded(ROOM, "Talk", "AAA");
    assertEquals(Addition.ADDED, add(coded));
    assertEquals(Optional.of(coded), done(directory.roomWithCode("AAA")));
    assertEquals(Optional.empty(), done(directory.roomWithCode("aaa")));
    done(directory.removeRoom(ROOM));
    assertEquals(Optional.empty(), done(directory.roomWithCode("AAA")));
    assertEquals(Addition.CODE_TAKEN, add(RoomRecord.coded(NOWHERE, "Talk", "AAA")));
  }

  @Test
  void must04GivesARoomAnEmptyLogWithANewEpoch() {
    know(ADA);
    add(RoomRecord.open(ROOM, "One"));
    done(log.append(ROOM, Optional.empty(), List.of(draft(ROOM, ADA, "a"))));
    String epoch = done(log.heads(List.of(ROOM))).get(ROOM).epoch();
    done(directory.removeRoom(ROOM));
    add(RoomRecord.open(ROOM, "One"));
    LogPage page = done(log.readAfter(ROOM, 0, 1));
    assertEquals(List.of(), page.events());
    assertEquals(0, page.head().seq());
    assertNotEquals(epoch, page.head().epoch());
  }

  @Test
  void must05NeverLowersAReadMarker() {
    know(ADA);
    add(RoomRecord.open(ROOM, "One"), ADA);
    done(directory.mark(ROOM, ADA.id(), 5));
    done(directory.mark(ROOM, ADA.id(), 3));
    assertEquals(List.of(new Membership(ROOM, 5)), done(directory.memberships(ADA.id())));
    done(directory.mark(ROOM, ADA.id(), 6));
    assertEquals(List.of(new Membership(ROOM, 6)), done(directory.memberships(ADA.id())));
  }

  @Test
  void must05KeepsTheReadMarkerOfAMemberWhoJoinsAgain() {
    know(ADA);
    add(RoomRecord.open(ROOM, "One"));
    done(directory.join(ROOM, Map.of(ADA.id(), 4L)));
    done(directory.join(ROOM, Map.of(ADA.id(), 9L)));
    done(directory.join(ROOM, Map.of(ADA.id(), 1L)));
    assertEquals(List.of(new Membership(ROOM, 4)), done(directory.memberships(ADA.id())));
  }

  @Test
  void must05BeginsAnewAfterLeaving() {
    know(ADA);
    add(RoomRecord.open(ROOM, "One"));
    done(directory.join(ROOM, Map.of(ADA.id(), 4L)));
    done(directory.leave(ROOM, ADA.id()));
    done(directory.join(ROOM, Map.of(ADA.id(), 1L)));
    assertEquals(List.of(new Membership(ROOM, 1)), done(directory.memberships(ADA.id())));
  }

  @Test
  void changesNothingOfNonMembers() {
    know(ADA);
    add(RoomRecord.open(ROOM, "One"));
    assertEquals(Optional.empty(), done(directory.mark(ROOM, ADA.id(), 4)));
    assertEquals(Optional.empty(), done(directory.markUnread(ROOM, ADA.id(), 4)));
    assertFalse(done(directory.setNotifications(ROOM, ADA.id(), MENTIONS)));
    assertEquals(
        DraftStore.Result.Rejected.NOT_MEMBER,
        done(directory.saveDraft(ADA.id(), draftOf(ROOM, "text", 1))));
    done(directory.leave(ROOM, ADA.id()));
    assertEquals(List.of(), done(directory.memberships(ADA.id())));
    assertEquals(List.of(), done(directory.drafts(ADA.id())));
  }

  @Test
  void must05SetsAReadMarkerBackInANewGeneration() {
    know(ADA);
    add(RoomRecord.open(ROOM, "One"), ADA);
    assertEquals(Optional.of(new ReadMarker(0, 5)), done(directory.mark(ROOM, ADA.id(), 5)));
    assertEquals(Optional.of(new ReadMarker(0, 5)), done(directory.mark(ROOM, ADA.id(), 3)));
    assertEquals(Optional.of(new ReadMarker(1, 2)), done(directory.markUnread(ROOM, ADA.id(), 2)));
    assertEquals(2, done(directory.memberships(ADA.id())).get(0).mark());
    assertEquals(Optional.of(new ReadMarker(1, 2)), done(directory.mark(ROOM, ADA.id(), 1)));
    assertEquals(Optional.of(new ReadMarker(1, 4)), done(directory.mark(ROOM, ADA.id(), 4)));
    assertEquals(Optional.of(new ReadMarker(2, 7)), done(directory.markUnread(ROOM, ADA.id(), 7)));
    assertEquals(new ReadMarker(2, 7), done(directory.memberships(ADA.id())).get(0).marker());
  }

  @Test
  void raisesAReadMarkerThatWasSetBackByAMessageOfItsUser() {
    know(ADA);
    add(RoomRecord.open(ROOM, "One"), ADA);
    done(log.append(ROOM, Optional.empty(), List.of(draft(ROOM, ADA, "a"), draft(ROOM, ADA, "b"))));
    done(directory.markUnread(ROOM, ADA.id(), 0));
    done(log.append(ROOM, Optional.empty(), List.of(draft(ROOM, ADA, "c"))));
    assertEquals(new ReadMarker(1, 3), done(directory.memberships(ADA.id())).get(0).marker());
  }

  @Test
  void keepsNotificationsUntilTheMembershipEnds() {
    know(ADA, BOB);
    add(RoomRecord.open(ROOM, "One"), ADA, BOB);
    Notifications none = new Notifications(Notifications.Level.NONE, Optional.of(LATER));
    assertTrue(done(directory.setNotifications(ROOM, ADA.id(), MENTIONS)));
    assertTrue(done(directory.setNotifications(ROOM, ADA.id(), none)));
    done(directory.join(ROOM, Map.of(ADA.id(), 1L)));
    assertEquals(none, done(directory.memberships(ADA.id())).get(0).notifications());
    assertEquals(Notifications.ALL, done(directory.memberships(BOB.id())).get(0).notifications());
    assertTrue(done(directory.setNotifications(ROOM, ADA.id(), Notifications.ALL)));
    assertEquals(List.of(new Membership(ROOM, 0)), done(directory.memberships(ADA.id())));
    assertTrue(done(directory.setNotifications(ROOM, ADA.id(), MENTIONS)));
    done(directory.leave(ROOM, ADA.id()));
    done(directory.join(ROOM, Map.of(ADA.id(), 2L)));
    assertEquals(List.of(new Membership(ROOM, 2)), done(directory.memberships(ADA.id())));
  }

  private static MessageDraft draftOf(RoomId room, String text, long rev) {
    return new MessageDraft(room, OptionalLong.empty(), text, OptionalLong.empty(), rev);
  }

  private DraftStore.Result save(MessageDraft draft) {
    return done(directory.saveDraft(ADA.id(), draft));
  }

  @Test
  void keepsTheDraftWithTheHigherRev() {
    know(ADA, BOB);
    add(RoomRecord.open(ROOM, "One"), ADA, BOB);
    MessageDraft first = draftOf(ROOM, "a \"draft\"\n \ud83d\ude00", 5);
    MessageDraft later = new MessageDraft(ROOM, OptionalLong.empty(), " ", OptionalLong.of(7), 6);
    MessageDraft reply =
        new MessageDraft(ROOM, OptionalLong.of(3), "in a thread", OptionalLong.of(4), 1);
    assertEquals(new DraftStore.Result.Kept(first, true, 1), save(first));
    assertEquals(new DraftStore.Result.Kept(first, false, 1), save(first));
    assertEquals(new DraftStore.Result.Kept(first, false, 1), save(draftOf(ROOM, "same rev", 5)));
    assertEquals(new DraftStore.Result.Kept(first, false, 1), save(draftOf(ROOM, "", 4)));
    assertEquals(new DraftStore.Result.Kept(later, true, 2), save(later));
    assertEquals(new DraftStore.Result.Kept(reply, true, 3), save(reply));
    assertEquals(List.of(later, reply), done(directory.drafts(ADA.id())));
    assertEquals(List.of(later, reply), done(directory.drafts(ADA.id(), ROOM)));
    assertEquals(List.of(), done(directory.drafts(BOB.id())));
    assertEquals(3, done(directory.memberships(ADA.id())).get(0).draftChanges());
  }

  @Test
  void doesNotBringARemovedDraftBack() {
    know(ADA);
    add(RoomRecord.open(ROOM, "One"), ADA);
    MessageDraft removed = draftOf(ROOM, "", 9);
    save(draftOf(ROOM, "text", 1));
    assertEquals(new DraftStore.Result.Kept(removed, true, 2), save(removed));
    assertEquals(List.of(), done(directory.drafts(ADA.id())));
    assertEquals(List.of(removed), done(directory.drafts(ADA.id(), ROOM)));
    assertEquals(new DraftStore.Result.Kept(removed, false, 2), save(draftOf(ROOM, "late", 8)));
    MessageDraft again = draftOf(ROOM, "again", 10);
    save(again);
    assertEquals(List.of(again), done(directory.drafts(ADA.id())));
  }

  @Test
  void listsDraftsByRoomAndRoot() {
    know(ADA);
    add(RoomRecord.open(RoomId.of("b"), "B"), ADA);
    add(RoomRecord.open(RoomId.of("a"), "A"), ADA);
    List<MessageDraft> drafts = new ArrayList<>();
    for (String id : List.of("a", "b")) {
      drafts.add(draftOf(RoomId.of(id), "outside", 1));
      for (long root : List.of(2L, 10L)) {
        drafts.add(
            new MessageDraft(
                RoomId.of(id), OptionalLong.of(root), "inside", OptionalLong.empty(), 1));
      }
    }
    List<MessageDraft> shuffled = new ArrayList<>(drafts);
    Collections.shuffle(shuffled, new Random(4));
    shuffled.forEach(this::save);
    assertEquals(drafts, done(directory.drafts(ADA.id())));
    assertEquals(drafts.subList(3, 6), done(directory.drafts(ADA.id(), RoomId.of("b"))));
  }

  @Test
  void endsDraftsWithTheMembershipTheRoomAndTheUser() {
    know(ADA, BOB, EVE);
    add(RoomRecord.open(ROOM, "One"), ADA, BOB, EVE);
    save(draftOf(ROOM, "text", 1));
    done(directory.leave(ROOM, ADA.id()));
    done(directory.join(ROOM, Map.of(ADA.id(), 0L)));
    assertEquals(List.of(), done(directory.drafts(ADA.id())));
    assertEquals(
        new DraftStore.Result.Kept(draftOf(ROOM, "new", 1), true, 1),
        save(draftOf(ROOM, "new", 1)));
    done(directory.saveDraft(BOB.id(), draftOf(ROOM, "bob", 1)));
    done(directory.retire(BOB.id()));
    assertEquals(List.of(), done(directory.drafts(BOB.id())));
    done(directory.saveDraft(EVE.id(), draftOf(ROOM, "eve", 1)));
    done(directory.removeRoom(ROOM));
    add(RoomRecord.open(ROOM, "One"), ADA, EVE);
    assertEquals(List.of(), done(directory.drafts(ADA.id(), ROOM)));
    assertEquals(List.of(), done(directory.drafts(EVE.id())));
  }

  @Test
  void forgetsTheDraftsOfForgottenGuests() {
    User guest = guest("gone");
    know(guest, ADA);
    Conversation both = Conversation.between(guest.id(), ADA.id());
    add(RoomRecord.open(ROOM, "One"), guest);
    add(RoomRecord.direct(both), guest, ADA);
    done(directory.saveDraft(guest.id(), draftOf(ROOM, "here", 1)));
    done(directory.saveDraft(guest.id(), draftOf(both.room(), "there", 1)));
    MessageDraft kept = draftOf(both.room(), "kept", 1);
    save(kept);
    done(directory.seen(List.of(ADA.id()), LATER));
    done(directory.forgetGuests(AT.plusMillis(1)));
    assertEquals(List.of(), done(directory.drafts(guest.id())));
    assertEquals(List.of(), done(directory.drafts(guest.id(), both.room())));
    assertEquals(List.of(kept), done(directory.drafts(ADA.id())));
  }

  @Test
  void boundsTheDraftsOfAUser() {
    know(ADA);
    add(RoomRecord.open(ROOM, "One"), ADA);
    for (int root = 1; root <= DraftStore.MAX_DRAFTS; root++) {
      assertTrue(save(inThread(root, "text", 1)) instanceof DraftStore.Result.Kept);
    }
    assertEquals(DraftStore.Result.Rejected.TOO_MANY, save(draftOf(ROOM, "text", 1)));
    assertTrue(
        save(inThread(1, "longer text", 2)) instanceof DraftStore.Result.Kept, "changes one");
    assertTrue(save(draftOf(ROOM, "", 1)) instanceof DraftStore.Result.Kept, "removes one");
    save(inThread(1, "", 3));
    assertTrue(
        save(draftOf(ROOM, "text", 2)) instanceof DraftStore.Result.Kept, "there is one less");
    for (int root = 1; root <= DraftStore.MAX_DRAFTS; root++) {
      save(inThread(root, "", 4));
    }
    String half = "x".repeat(DraftStore.MAX_BYTES / 2 - 200);
    save(draftOf(ROOM, "", 3));
    assertTrue(save(inThread(1, half, 5)) instanceof DraftStore.Result.Kept);
    assertTrue(save(inThread(2, half, 5)) instanceof DraftStore.Result.Kept);
    assertEquals(DraftStore.Result.Rejected.TOO_MANY, save(inThread(3, half, 5)));
    assertTrue(save(inThread(2, half, 6)) instanceof DraftStore.Result.Kept, "counts each once");
    assertEquals(2, done(directory.drafts(ADA.id())).size());
  }

  private static MessageDraft inThread(long root, String text, long rev) {
    return new MessageDraft(ROOM, OptionalLong.of(root), text, OptionalLong.empty(), rev);
  }

  @Test
  void boundsTheRemovedDraftsOfAUser() {
    know(ADA);
    add(RoomRecord.open(ROOM, "One"), ADA);
    MessageDraft kept = draftOf(ROOM, "kept", 1);
    save(kept);
    for (int root = 1; root <= DraftStore.MAX_REMOVED + 1; root++) {
      save(inThread(root, "", 10 + root));
    }
    List<MessageDraft> all = done(directory.drafts(ADA.id(), ROOM));
    assertEquals(1 + DraftStore.MAX_REMOVED, all.size());
    assertEquals(List.of(kept, inThread(2, "", 12)), all.subList(0, 2));
  }

  @Test
  void must06RemovesARoomWithAllThatBelongsToIt() {
    know(EVE, ADA, BOB);
    add(RoomRecord.open(ROOM, "One"), EVE, ADA);
    done(log.append(ROOM, Optional.empty(), List.of(draft(ROOM, ADA, "a"))));
    assertEquals(List.of(ADA.id(), EVE.id()), done(directory.removeRoom(ROOM)));
    assertEquals(Map.of(), done(directory.rooms(List.of(ROOM))));
    assertEquals(List.of(), done(directory.memberships(ADA.id())));
    assertEquals(Map.of(), done(log.heads(List.of(ROOM))));
    add(RoomRecord.open(ROOM, "One"), ADA);
    assertEquals(List.of(new Membership(ROOM, 0)), done(directory.memberships(ADA.id())));
  }

  @Test
  void must07ForgetsOnlyGuests() {
    User registered = new User(UserId.of("reg"), "Registered", User.Kind.REGISTERED);
    User bot = new User(UserId.of("bot"), "Bot", User.Kind.BOT);
    User late = guest("Late");
    know(EVE, registered, bot);
    assertTrue(done(directory.addUser(late, LATER)));
    add(RoomRecord.open(ROOM, "One"), EVE, late);
    done(directory.forgetGuests(LATER));
    assertEquals(Optional.empty(), find(EVE.id()));
    assertEquals(List.of(), done(directory.memberships(EVE.id())));
    assertEquals(List.of(late.id()), done(directory.removeRoom(ROOM)));
    for (User kept : List.of(registered, bot, late)) {
      assertEquals(Optional.of(kept), find(kept.id()));
    }
    assertTrue(done(directory.addUser(new User(UserId.of("eve2"), "EVE", User.Kind.GUEST), LATER)));
  }

  @Test
  void must07ForgetsGuestsWithEmptyConversations() {
    know(ADA, BOB, EVE);
    Conversation opened = Conversation.between(ADA.id(), BOB.id());
    add(RoomRecord.direct(opened), ADA);
    done(directory.seen(List.of(ADA.id()), LATER));
    done(directory.forgetGuests(LATER));
    assertEquals(Optional.of(BOB), find(BOB.id()), "Ada's conversation says who it was");
    assertEquals(Map.of(), done(directory.active(List.of(BOB.id()))));
    assertEquals(List.of(new Membership(opened.room(), 0)), done(directory.memberships(ADA.id())));
    assertTrue(done(directory.rename(ADA.id(), BOB.name())), "the name is free");
    done(directory.forgetGuests(LATER.plusSeconds(1)));
    assertEquals(Map.of(), done(directory.users(List.of(ADA.id(), BOB.id(), EVE.id()))));
    assertEquals(Map.of(), done(directory.rooms(List.of(opened.room()))));
    assertTrue(done(directory.addUser(new User(NOBODY, BOB.name(), User.Kind.GUEST), LATER)));
  }

  @Test
  void must07KeepsMessagesOfForgottenGuestsForTheOtherUser() {
    User registered = new User(UserId.of("reg"), "Registered", User.Kind.REGISTERED);
    know(registered, BOB);
    Conversation both = Conversation.between(registered.id(), BOB.id());
    done(log.append(both.room(), Optional.of(both), List.of(draft(both.room(), BOB, "k"))));
    for (int i = 0; i < 2; i++) {
      done(directory.forgetGuests(LATER));
      assertEquals(Optional.of(BOB), find(BOB.id()), "the conversation says who it was");
      assertEquals(Map.of(), done(directory.active(List.of(BOB.id()))));
      assertEquals(Map.of(), done(directory.usersNamed(List.of(BOB.name()))));
      assertEquals(List.of(), done(directory.memberships(BOB.id())));
      assertEquals(1, done(log.readAfter(both.room(), 0, 10)).events().size());
    }
    assertTrue(done(directory.addUser(new User(EVE.id(), BOB.name(), User.Kind.GUEST), LATER)));
    assertEquals(EVE.id(), done(directory.usersNamed(List.of(BOB.name()))).get(BOB.name()).id());
  }

  @Test
  void must07RemovesConversationsThatNoUserCanRead() {
    User registered = new User(UserId.of("reg"), "Registered", User.Kind.REGISTERED);
    know(registered, ADA, BOB, EVE);
    add(RoomRecord.open(ROOM, "One"), ADA, BOB);
    Conversation guests = said(ADA, BOB);
    Conversation mixed = said(registered, BOB);
    Conversation kept = said(registered, EVE);
    Draft aside = draft(guests.room(), ROOM, ADA, "aside");
    done(log.append(guests.room(), Optional.of(guests), List.of(aside)));
    SendKey key = new SendKey(guests.room(), ADA.id(), "k");
    assertTrue(done(log.find(key)).isPresent());
    assertEquals(Set.of(), done(directory.forgetGuests(AT)), "nobody has been away");

    done(directory.seen(List.of(BOB.id(), EVE.id()), LATER));
    assertEquals(Set.of(), done(directory.forgetGuests(LATER)), "the other guest may come back");
    assertEquals(Optional.of(ADA), find(ADA.id()));
    assertEquals(2, done(log.readAfter(guests.room(), 0, 10)).events().size());

    done(directory.retire(registered.id()));
    done(directory.seen(List.of(EVE.id()), LATER.plusSeconds(1)));
    assertEquals(
        Set.of(guests.room(), mixed.room()), done(directory.forgetGuests(LATER.plusSeconds(1))));
    assertEquals(
        Map.of(EVE.id(), EVE, registered.id(), registered),
        done(directory.users(List.of(ADA.id(), BOB.id(), EVE.id(), registered.id()))));
    assertEquals(
        List.of(kept.room()),
        List.copyOf(
            done(directory.rooms(List.of(guests.room(), mixed.room(), kept.room()))).keySet()));
    assertEquals(
        Set.of(kept.room()),
        done(log.heads(List.of(guests.room(), mixed.room(), kept.room()))).keySet());
    failure(log.readAfter(guests.room(), 0, 10));
    assertEquals(Optional.empty(), done(log.find(key)));
    assertEquals(1, done(log.readAfter(kept.room(), 0, 10)).events().size());
    assertEquals(List.of(), done(directory.removeRoom(ROOM)), "their memberships have ended");
    assertEquals(Set.of(), done(directory.forgetGuests(LATER.plusSeconds(1))));
  }

  @Test
  void must07RemovesAllOfManyGuestsAndOfALongConversation() {
    List<User> guests = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      guests.add(guest("many" + i));
      know(guests.get(i));
    }
    List<RoomId> rooms = new ArrayList<>();
    for (int i = 1; i < guests.size(); i++) {
      rooms.add(said(guests.get(0), guests.get(i)).room());
    }
    Conversation longest = Conversation.between(guests.get(1).id(), guests.get(2).id());
    List<Draft> drafts = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      drafts.add(draft(longest.room(), guests.get(1), "k" + i));
    }
    done(log.append(longest.room(), Optional.of(longest), drafts));
    rooms.add(longest.room());
    assertEquals(Set.copyOf(rooms), done(directory.forgetGuests(LATER)));
    assertEquals(Map.of(), done(directory.users(guests.stream().map(User::id).toList())));
    assertEquals(Map.of(), done(log.heads(rooms)));
  }

  /** A conversation with one message. */
  private Conversation said(User from, User to) {
    Conversation both = Conversation.between(from.id(), to.id());
    done(log.append(both.room(), Optional.of(both), List.of(draft(both.room(), from, "k"))));
    return both;
  }

  @Test
  void must07KeepsGuestsWhoWereSeen() {
    know(ADA, BOB, EVE);
    done(directory.seen(List.of(ADA.id(), NOBODY), LATER));
    assertTrue(done(directory.addUser(BOB, LATER)), "coming again counts as being seen");
    done(directory.forgetGuests(LATER));
    assertEquals(Optional.of(ADA), find(ADA.id()));
    assertEquals(Optional.of(BOB), find(BOB.id()));
    assertEquals(Optional.empty(), find(EVE.id()));
  }

  @Test
  void must08ReservesTheNameOfARetiredUser() {
    User gone = new User(UserId.of("gone"), "Gone", User.Kind.REGISTERED);
    know(ADA, gone);
    add(RoomRecord.open(ROOM, "One"), gone, ADA);
    done(directory.retire(gone.id()));
    done(directory.retire(NOBODY));
    assertEquals(Optional.of(gone), find(gone.id()), "conversations say who it was");
    assertEquals(Optional.empty(), find(NOBODY));
    assertEquals(Map.of(), done(directory.usersNamed(List.of("Gone"))));
    assertEquals(List.of(), done(directory.memberships(gone.id())));
    assertEquals(List.of(new Membership(ROOM, 0)), done(directory.memberships(ADA.id())));
    assertFalse(done(directory.rename(ADA.id(), "G0NE")));
    assertFalse(done(directory.addUser(new User(BOB.id(), "gone", User.Kind.GUEST), LATER)));
    done(directory.forgetGuests(Instant.parse("2100-01-01T00:00:00Z")));
    assertFalse(done(directory.putUser(new User(EVE.id(), "gone", User.Kind.BOT), LATER)));
  }

  @Test
  void must08FreesTheNameOfARetiredBotThatSaidNothing() {
    User silent = new User(UserId.of("silent"), "Silent", User.Kind.BOT);
    User speaking = new User(UserId.of("speaking"), "Speaking", User.Kind.BOT);
    know(ADA, silent, speaking);
    add(RoomRecord.open(ROOM, "One"), ADA, silent, speaking);
    done(log.append(ROOM, Optional.empty(), List.of(draft(ROOM, speaking, "k"))));
    done(directory.releaseName(silent.id()));
    done(directory.releaseName(ADA.id()));
    done(directory.releaseName(NOBODY));
    assertFalse(done(directory.rename(ADA.id(), "silent")), "it is not retired");
    done(directory.retire(silent.id()));
    done(directory.retire(speaking.id()));
    assertFalse(done(directory.rename(ADA.id(), "silent")));
    done(directory.releaseName(silent.id()));
    done(directory.releaseName(speaking.id()));
    assertEquals(Optional.empty(), find(silent.id()));
    assertEquals(Optional.of(speaking), find(speaking.id()));
    assertTrue(done(directory.rename(ADA.id(), "SILENT")));
    assertFalse(done(directory.rename(ADA.id(), "speaking")), "its message is kept");
    done(directory.forgetGuests(AT));
    assertFalse(done(directory.rename(ADA.id(), "speaking")));
    done(directory.removeRoom(ROOM));
    done(directory.forgetGuests(AT));
    assertEquals(Optional.empty(), find(speaking.id()));
    assertTrue(done(directory.rename(ADA.id(), "speaking")));
  }

  @Test
  void must08SaysWhoARetiredBotWasWhileAConversationIsLeft() {
    User bot = new User(UserId.of("bot"), "Bot", User.Kind.BOT);
    know(ADA, bot);
    Conversation both = said(ADA, bot);
    done(directory.retire(bot.id()));
    done(directory.releaseName(bot.id()));
    assertEquals(Optional.of(bot), find(bot.id()), "which can still be read");
    assertEquals(1, done(log.readAfter(both.room(), 0, 10)).events().size());
    assertTrue(done(directory.rename(ADA.id(), "Bot")));
    assertEquals(Set.of(both.room()), done(directory.forgetGuests(LATER)));
    assertEquals(Optional.empty(), find(bot.id()));
  }

  @Test
  void must08ReservesTheNameOfARetiredAccountWithoutMessages() {
    User gone = new User(UserId.of("gone"), "Gone", User.Kind.REGISTERED);
    know(ADA, gone);
    done(directory.retire(gone.id()));
    done(directory.releaseName(gone.id()));
    done(directory.forgetGuests(AT));
    assertFalse(done(directory.rename(ADA.id(), "gone")));
  }

  @Test
  void must08ChangesNothingForTheRetired() {
    know(ADA, BOB);
    done(directory.addRoom(RoomRecord.open(ROOM, "One"), List.of(ADA.id())));
    done(directory.retire(ADA.id()));
    failure(directory.rename(ADA.id(), "Countess"));
    failure(directory.putUser(ADA.renamed("Countess"), LATER));
    failure(directory.addRoom(RoomRecord.open(NOWHERE, "Two"), List.of(ADA.id())));
    done(directory.join(ROOM, Map.of(ADA.id(), 0L, BOB.id(), 0L)));
    Conversation both = Conversation.between(ADA.id(), BOB.id());
    done(log.append(both.room(), Optional.of(both), List.of(draft(both.room(), BOB, "k"))));
    assertEquals(Map.of(ADA.id(), ADA), done(directory.users(List.of(ADA.id()))));
    assertEquals(
        Map.of(BOB.id(), BOB), done(directory.active(List.of(ADA.id(), BOB.id(), NOBODY))));
    assertEquals(Map.of(), done(directory.rooms(List.of(NOWHERE))));
    assertEquals(List.of(), done(directory.memberships(ADA.id())));
    assertEquals(2, done(directory.memberships(BOB.id())).size());
  }

  @Test
  void must09FailsWhatItCannotDo() {
    know(ADA);
    failure(directory.rename(NOBODY, "Name"));
    failure(directory.removeRoom(NOWHERE));
    failure(directory.join(NOWHERE, Map.of(ADA.id(), 0L)));
    failure(directory.leave(NOWHERE, ADA.id()));
    failure(directory.mark(NOWHERE, ADA.id(), 1));
    failure(directory.markUnread(NOWHERE, ADA.id(), 1));
    failure(directory.setNotifications(NOWHERE, ADA.id(), Notifications.ALL));
    failure(directory.saveDraft(ADA.id(), draftOf(NOWHERE, "text", 1)));
  }

  @Test
  void findsUsersByTheNamesAsGiven() {
    know(ADA, BOB);
    assertEquals(
        Map.of("aDa", ADA, "ADA", ADA, "bob", BOB),
        done(directory.usersNamed(List.of("aDa", "ADA", "bob", "eve", "not a name", ""))));
    assertEquals(Map.of(), done(directory.usersNamed(List.of())));
  }

  @Test
  void findsManyUsersAtOnce() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      names.add("many" + i);
      know(guest("many" + i));
    }
    assertEquals(300, done(directory.usersNamed(names)).size());
    assertEquals(300, done(directory.users(names.stream().map(UserId::of).toList())).size());
  }

  @Test
  void listsPublicRoomsByAscendingIdInPages() {
    List<String> ids = List.of("-y", "1", "10", "2", "B", "Z", "_x", "a", "a-b", "aB", "b");
    List<String> shuffled = new ArrayList<>(ids);
    Collections.shuffle(shuffled, new Random(5));
    shuffled.forEach(id -> add(RoomRecord.open(RoomId.of(id), "Room " + ids.indexOf(id))));
    add(RoomRecord.coded(RoomId.of("Code"), "Code", "CODE"));
    add(RoomRecord.direct(Conversation.between(ADA.id(), BOB.id())));
    assertEquals(ids, publicIds(Optional.empty(), 100));
    assertEquals(ids.subList(0, 3), publicIds(Optional.empty(), 3));
    assertEquals(ids.subList(3, 6), publicIds(Optional.of(RoomId.of("10")), 3));
    assertEquals(ids.subList(7, 11), publicIds(Optional.of(RoomId.of("_z")), 100));
    assertEquals(List.of(), publicIds(Optional.of(RoomId.of("zz")), 100));
  }

  @Test
  void listsMembershipsByAscendingId() {
    know(ADA, BOB);
    RoomId dm = Conversation.between(ADA.id(), BOB.id()).room();
    add(RoomRecord.direct(Conversation.between(ADA.id(), BOB.id())), ADA);
    add(RoomRecord.open(RoomId.of("zoo"), "Zoo"), ADA, BOB);
    add(RoomRecord.coded(RoomId.of("Alpha"), "Alpha", "CODE"), ADA);
    assertEquals(
        List.of(
            new Membership(RoomId.of("Alpha"), 0),
            new Membership(dm, 0),
            new Membership(RoomId.of("zoo"), 0)),
        done(directory.memberships(ADA.id())));
    assertEquals(List.of(), done(directory.memberships(NOBODY)));
  }

  /** Random changes against maps. */
  @Test
  void agreesWithAModel() {
    Random random = new Random(11);
    for (int i = 0; i < 3; i++) {
      add(RoomRecord.open(RoomId.of("model" + i), "Model " + i));
    }
    Map<UserId, String> names = new TreeMap<>();
    Map<UserId, Map<RoomId, Membership>> members = new TreeMap<>();
    for (int step = 0; step < 400; step++) {
      UserId id = UserId.of("u" + random.nextInt(6));
      RoomId room = RoomId.of("model" + random.nextInt(3));
      String name = (random.nextBoolean() ? "n" : "N") + random.nextInt(8);
      boolean taken =
          names.entrySet().stream()
              .anyMatch(
                  each ->
                      !each.getKey().equals(id)
                          && UserName.fold(each.getValue()).equals(UserName.fold(name)));
      boolean known = names.containsKey(id);
      Map<RoomId, Membership> mine = members.computeIfAbsent(id, any -> new TreeMap<>());
      switch (random.nextInt(8)) {
        case 0 -> {
          boolean added = done(directory.addUser(new User(id, name, User.Kind.GUEST), AT));
          assertEquals(known || !taken, added);
          if (added) {
            names.putIfAbsent(id, name);
          }
        }
        case 1 -> {
          if (known) {
            assertEquals(!taken, done(directory.rename(id, name)));
            names.compute(id, (same, before) -> taken ? before : name);
          }
        }
        case 2 -> {
          if (known) {
            long mark = random.nextInt(10);
            done(directory.join(room, Map.of(id, mark)));
            mine.putIfAbsent(room, new Membership(room, mark));
          }
        }
        case 3 -> {
          long mark = random.nextInt(20);
          Optional<ReadMarker> marker = done(directory.mark(room, id, mark));
          mine.computeIfPresent(room, (same, before) -> before.with(before.marker().raised(mark)));
          assertEquals(Optional.ofNullable(mine.get(room)).map(Membership::marker), marker);
        }
        case 4 -> {
          long mark = random.nextInt(20);
          Optional<ReadMarker> marker = done(directory.markUnread(room, id, mark));
          mine.computeIfPresent(room, (same, before) -> before.with(before.marker().setTo(mark)));
          assertEquals(Optional.ofNullable(mine.get(room)).map(Membership::marker), marker);
        }
        case 5 -> {
          Notifications set =
              new Notifications(
                  random.nextBoolean() ? Notifications.Level.MENTIONS : Notifications.Level.NONE,
                  random.nextBoolean() ? Optional.of(LATER) : Optional.empty());
          assertEquals(mine.containsKey(room), done(directory.setNotifications(room, id, set)));
          mine.computeIfPresent(room, (same, before) -> before.with(set));
        }
        case 6 -> {
          DraftStore.Result saved = done(directory.saveDraft(id, draftOf(room, "text", step + 1)));
          assertEquals(mine.containsKey(room), saved instanceof DraftStore.Result.Kept);
          mine.computeIfPresent(
              room, (same, before) -> before.withDraftChanges(before.draftChanges() + 1));
        }
        default -> {
          done(directory.leave(room, id));
          mine.remove(room);
        }
      }
      assertEquals(Optional.ofNullable(names.get(id)), find(id).map(User::name), "at step " + step);
      assertEquals(List.copyOf(mine.values()), done(directory.memberships(id)), "at step " + step);
    }
  }
}
