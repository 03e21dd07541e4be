package chat.core.port;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.BOB;
import static chat.core.port.Stages.becomes;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.event.MessagePosted;
import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.search.Query;
import chat.core.search.SearchPage;
import chat.core.search.SearchScope;
import chat.core.search.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What every {@link MessageSearch} must do, by the numbers of its MUSTs. That it fails as it should
 * (5) and does not block (6) is for each implementation's own tests.
 */
public abstract class MessageSearchContract {
  private static final RoomId ROOM = RoomId.of("room");
  private static final RoomId OTHER = RoomId.of("other");
  private static final RoomId CODE = RoomId.of("code");
  private static final Conversation BOTH = Conversation.between(ADA.id(), BOB.id());
  private static final SearchScope PUBLIC = new SearchScope(Set.of(), true);

  private MessageLog log;
  private Directory directory;
  private MessageSearch search;
  private int sends;

  /** An empty store; called once before each test. */
  protected abstract Store store();

  /** The search of that store. */
  protected abstract MessageSearch search();

  @BeforeEach
  final void openStore() {
    Store store = store();
    log = store.log();
    directory = store.directory();
    search = search();
    for (User user : List.of(ADA, BOB)) {
      done(directory.addUser(user, AT));
    }
    done(directory.addRoom(RoomRecord.open(ROOM, "Room"), List.of()));
    done(directory.addRoom(RoomRecord.open(OTHER, "Other"), List.of()));
    done(directory.addRoom(RoomRecord.coded(CODE, "Code", "ABCDEF"), List.of()));
  }

  private MessagePosted say(RoomId room, String text, long millis) {
    String key = "k" + sends++;
    Instant at = AT.plusMillis(millis);
    MessagePosted said =
        new MessagePosted(room, 0, ADA, text, at, key, OptionalLong.empty(), List.of());
    Draft draft = new Draft(new SendKey(room, ADA.id(), key), said);
    Optional<Conversation> opening = Conversation.of(room);
    Appended appended = done(log.append(room, opening, List.of(draft)));
    return (MessagePosted) appended.events().get(0);
  }

  private CompletionStage<SearchPage> page(SearchScope scope, String query, long before) {
    return page(scope, Query.of(query), before, 200);
  }

  /** Runs steps until a page is full or the search has ended. */
  private CompletionStage<SearchPage> page(SearchScope scope, Query query, long before, int limit) {
    return search
        .search(scope, query, before, limit)
        .thenCompose(page -> filled(scope, query, before, limit, page));
  }

  private CompletionStage<SearchPage> filled(
      SearchScope scope, Query query, long before, int limit, SearchPage page) {
    int left = limit - page.found().size();
    if (page.rest().isEmpty() || left == 0) {
      return CompletableFuture.completedFuture(page);
    }
    long rest = page.rest().getAsLong();
    assertTrue(rest < before, "each step goes on");
    return search
        .goOn(scope, query, rest, left)
        .thenCompose(
            next -> {
              List<SearchPage.Found> found = new ArrayList<>(page.found());
              found.addAll(next.found());
              return filled(scope, query, rest, limit, new SearchPage(found, next.rest()));
            });
  }

  private static List<MessagePosted> messages(SearchPage page) {
    return page.found().stream().map(SearchPage.Found::message).toList();
  }

  private void finds(SearchScope scope, String query, MessagePosted... expected) {
    becomes(
        List.of(expected),
        () -> page(scope, query, Long.MAX_VALUE).thenApply(MessageSearchContract::messages));
  }

  @Test
  void must01FindsWhatHasAllWords() {
    MessagePosted green = say(ROOM, "Green tea, please", 1);
    MessagePosted black = say(ROOM, "BLACK tea", 2);
    MessagePosted both = say(ROOM, "tea: black or green?", 3);
    finds(PUBLIC, "tea", both, black, green);
    finds(PUBLIC, "green tea", both, green);
    finds(PUBLIC, "TEA black green", both);
    finds(PUBLIC, "te");
    finds(PUBLIC, "coffee");
  }

  @Test
  void must01FollowsEditsAndDeletions() {
    MessageDrafts drafts = new MessageDrafts(ROOM);
    MessagePosted first = say(ROOM, "green tea", 1);
    MessagePosted second = say(ROOM, "white tea", 2);
    finds(PUBLIC, "tea", second, first);
    change(drafts.edit(ADA, first.seq(), "black coffee"));
    finds(PUBLIC, "green");
    finds(PUBLIC, "tea", second);
    assertEquals("black coffee", message(first.seq()).text());
    finds(PUBLIC, "coffee", message(first.seq()));
    change(drafts.edit(ADA, first.seq(), "black tea"), drafts.edit(ADA, second.seq(), "milk"));
    finds(PUBLIC, "coffee");
    finds(PUBLIC, "tea", message(first.seq()));
    finds(PUBLIC, "milk", message(second.seq()));
    change(drafts.delete(ADA, first.seq(), ""), drafts.post(ADA, "more tea"));
    finds(PUBLIC, "tea", message(7));
    finds(PUBLIC, "black");
    change(drafts.post(ADA, "gone"), drafts.edit(ADA, 8, "lost"), drafts.delete(ADA, 8, ""));
    finds(PUBLIC, "milk", message(second.seq()));
    finds(PUBLIC, "lost");
    finds(PUBLIC, "gone");
  }

  private void change(Draft... drafts) {
    done(log.append(ROOM, Optional.empty(), List.of(drafts)));
  }

  private MessagePosted message(long seq) {
    LogPage page = done(log.messages().messages(ROOM, List.of(seq)));
    return (MessagePosted) page.events().get(0);
  }

  /** So many that no query can name each of them. */
  @Test
  void must01FindsMessagesOfManyRoomsOnly() {
    Set<RoomId> rooms = new HashSet<>();
    for (int i = 0; i < 600; i++) {
      RoomId room = RoomId.of("many" + i);
      done(directory.addRoom(RoomRecord.coded(room, "Many", "MANY" + i), List.of()));
      rooms.add(room);
    }
    SearchScope scope = new SearchScope(rooms, true);
    MessagePosted own = say(RoomId.of("many7"), "green tea", 1);
    say(CODE, "green tea of others", 2);
    MessagePosted open = say(ROOM, "Green tea!", 3);
    MessagePosted last = say(RoomId.of("many599"), "more green tea", 4);
    finds(scope, "green tea", last, open, own);
    finds(new SearchScope(rooms, false), "green tea", last, own);
    finds(scope, "coffee");
    SearchPage first = done(search.search(scope, Query.of("tea"), Long.MAX_VALUE, 2));
    assertEquals(List.of(last, open), messages(first));
    assertTrue(first.rest().isPresent());
    long place = first.found().get(1).place();
    assertEquals(List.of(own), messages(done(page(scope, "tea", place))));
  }

  @ParameterizedTest
  @CsvSource({
    "Łódź, lodz",
    "smørrebrød, smorrebrod",
    "Đà Nẵng, da nang",
    "œuvre, oeuvre",
    "Ærø, aero",
    "الكِتَابُ, الكتاب",
    "أحمد, احمد",
    "שָׁלוֹם, שלום",
    "Straße, strasse",
    "İstanbul, istanbul",
    "ılık, ilik",
    "naïve café, naive cafe",
    "Ωδός, ωδοσ",
    "ёлка, елка",
    "ｆｕｌｌ, full",
    "ꦗꦮ, ꦗꦮ"
  })
  void must01FindsWithoutRegardToHowLettersAreWritten(String said, String query) {
    MessagePosted found = say(ROOM, "so " + said + "!", 1);
    finds(PUBLIC, query, found);
    finds(PUBLIC, said, found);
  }

  @Test
  void must01FindsWhatTheLastWordBegins() {
    MessagePosted deploy = say(ROOM, "Deployment of the gateway", 1);
    MessagePosted deploys = say(ROOM, "she deploys the GATEWAYS", 2);
    MessagePosted greek = say(ROOM, "Καλημέρα, Déployé", 3);
    finds(PUBLIC, "deploy", greek, deploys, deploy);
    finds(PUBLIC, "DÉPLOY", greek, deploys, deploy);
    finds(PUBLIC, "gateway deploym", deploy);
    finds(PUBLIC, "the gateway", deploys, deploy);
    finds(PUBLIC, "gateway ", deploy);
    finds(PUBLIC, "gate deploys");
    finds(PUBLIC, "deployments");
    finds(PUBLIC, "καλημ", greek);
    finds(PUBLIC, "de"); // too short for a prefix
    finds(PUBLIC, "deploy!");
  }

  @Test
  void must01FindsAnyText() {
    List<String> texts =
        List.of(
            "' OR 1=1 --",
            "\"quoted\" NEAR(a b) x* ^y {z}: + -",
            "AND OR NOT",
            "%wild_card\\",
            "#room1 #p",
            "Ünïcode ﬁ 東京 🎉 עברית",
            "a\tb\nc",
            "\u0001x".substring(1));
    List<MessagePosted> said = new ArrayList<>();
    texts.forEach(text -> said.add(say(ROOM, text, said.size())));
    for (MessagePosted each : said) {
      becomes(
          true,
          () ->
              page(PUBLIC, each.text(), Long.MAX_VALUE).thenApply(p -> messages(p).contains(each)));
    }
  }

  @Test
  void must02FindsNothingOutsideOfTheScope() {
    MessagePosted open = say(ROOM, "tea", 1);
    MessagePosted hidden = say(CODE, "tea", 2);
    MessagePosted told = say(BOTH.room(), "tea", 3);
    MessagePosted other = say(OTHER, "tea", 4);
    finds(new SearchScope(Set.of(CODE, BOTH.room()), true), "tea", other, told, hidden, open);
    finds(PUBLIC, "tea", other, open);
    finds(SearchScope.of(ROOM), "tea", open);
    finds(SearchScope.of(BOTH.room()), "tea", told);
    finds(new SearchScope(Set.of(CODE, OTHER), false), "tea", other, hidden);
    finds(new SearchScope(Set.of(), false), "tea");
  }

  @Test
  void must02FindsNothingOfARemovedRoom() {
    MessagePosted open = say(ROOM, "tea", 1);
    MessagePosted hidden = say(CODE, "tea", 2);
    SearchScope scope = new SearchScope(Set.of(CODE), true);
    finds(scope, "tea", hidden, open);
    done(directory.removeRoom(CODE));
    assertEquals(List.of(open), messages(done(page(scope, "tea", Long.MAX_VALUE))));
    done(directory.addRoom(RoomRecord.coded(CODE, "Code", "GHIJKL"), List.of()));
    assertEquals(List.of(open), messages(done(page(scope, "tea", Long.MAX_VALUE))));
    MessagePosted anew = say(CODE, "tea", 3);
    finds(scope, "tea", anew, open);
  }

  @Test
  void must03ReturnsTheNewestFirstOfAllRooms() {
    MessagePosted late = say(ROOM, "tea", 30);
    MessagePosted early = say(OTHER, "tea", 10);
    MessagePosted middle = say(OTHER, "tea", 20);
    finds(PUBLIC, "tea", late, middle, early);
  }

  @Test
  void must04AcceptsRoomsThatDoNotExistAndAnyPlace() {
    MessagePosted said = say(ROOM, "tea", 1);
    Set<RoomId> rooms = new HashSet<>(Set.of(ROOM));
    for (int i = 0; i < 300; i++) {
      rooms.add(RoomId.of("nowhere" + i));
    }
    finds(new SearchScope(rooms, false), "tea", said);
    for (long place : new long[] {Long.MIN_VALUE, -1, 0, 1}) {
      assertEquals(List.of(), messages(done(page(PUBLIC, "tea", place))));
    }
  }

  @Test
  void findsWhatASimpleScanFinds() {
    Random random = new Random(11);
    List<String> vocabulary = List.of("tea", "Milk", "sugar", "cup", "東京", "🎉");
    List<RoomId> rooms = List.of(ROOM, OTHER, CODE, BOTH.room());
    List<MessagePosted> all = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      StringBuilder text = new StringBuilder("m");
      for (int j = random.nextInt(4); j >= 0; j--) {
        text.append(' ').append(vocabulary.get(random.nextInt(vocabulary.size())));
      }
      all.add(say(rooms.get(random.nextInt(rooms.size())), text.toString(), random.nextInt(60)));
    }
    SearchScope everything = new SearchScope(Set.copyOf(rooms), true);
    becomes(
        all.size(),
        () ->
            page(everything, Query.complete("m"), Long.MAX_VALUE, 1_000)
                .thenApply(p -> p.found().size()));
    for (int i = 0; i < 60; i++) {
      Set<RoomId> some = new HashSet<>();
      rooms.stream().filter(room -> random.nextBoolean()).forEach(some::add);
      SearchScope scope = new SearchScope(some, random.nextBoolean());
      String query =
          vocabulary.get(random.nextInt(vocabulary.size()))
              + (random.nextBoolean() ? " tea" : "")
              + (random.nextBoolean() ? " sug" : "");
      checkPages(scope, query, 1 + random.nextInt(40), all);
    }
  }

  /** Reads all pages and compares them with a simple scan. */
  private void checkPages(SearchScope scope, String query, int limit, List<MessagePosted> all) {
    Query wanted = Query.of(query);
    List<MessagePosted> found = new ArrayList<>();
    long before = Long.MAX_VALUE;
    boolean more = true;
    while (more) {
      SearchPage page = done(page(scope, wanted, before, limit));
      for (SearchPage.Found each : page.found()) {
        assertEquals(true, each.place() < before, "places fall");
        before = each.place();
        found.add(each.message());
      }
      more = page.rest().isPresent();
      before = page.rest().orElse(before);
    }
    Set<RoomId> readable = new HashSet<>(scope.rooms());
    readable.addAll(scope.publicRooms() ? Set.of(ROOM, OTHER) : Set.of());
    Set<MessagePosted> expected = new HashSet<>();
    all.stream()
        .filter(said -> readable.contains(said.room()))
        .filter(said -> wanted.matches(Words.of(said.text())))
        .forEach(expected::add);
    assertEquals(expected, new HashSet<>(found), query);
    assertEquals(expected.size(), found.size(), "each once");
    assertEquals(
        found.stream()
            .sorted(Comparator.comparing(MessagePosted::at).reversed())
            .map(MessagePosted::at)
            .toList(),
        found.stream().map(MessagePosted::at).toList());
  }

  @Test
  void answersManyConcurrently() {
    MessagePosted said = say(ROOM, "tea", 1);
    finds(PUBLIC, "tea", said);
    List<CompletableFuture<SearchPage>> pages = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      pages.add(page(PUBLIC, "tea", Long.MAX_VALUE).toCompletableFuture());
    }
    pages.forEach(page -> assertEquals(List.of(said), messages(done(page))));
  }
}
