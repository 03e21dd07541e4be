package chat.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.bound.CoreShare;
import chat.server.bound.HeapShare;
import chat.server.http.security.MaxConnectionsHandler;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that the document of the bounds and the code agree. */
final class BoundsDocumentTest {
  private static final Path DOCUMENT = Path.of("docs", "bounds.md");
  private static final List<Path> SOURCES =
      List.of(Path.of("src", "main", "java"), Path.of("..", "chat-core", "src", "main", "java"));
  private static final List<Path> TESTS =
      List.of(Path.of("src", "test", "java"), Path.of("..", "chat-core", "src", "test", "java"));
  private static final int COLUMNS = 6;

  /** A field of an object, of a collection that something can be added to. */
  private static final Pattern COLLECTION =
      Pattern.compile(
          "^ +private (?!static)(?:final |volatile )*"
              + "(?:\\w*Queue|\\w*Deque|\\w*Map|\\w*Set|List|RoomEvent\\[\\]|ByteArrayOutputStream)"
              + "(?:<.*>)? (\\w+)(?:;| =)",
          Pattern.MULTILINE);

  private static final Pattern TYPE =
      Pattern.compile("(?:class|record|interface|enum) ([A-Z]\\w*)");

  /** The bounds of a row, for one and for all, as in the code. */
  private record Bound(String one, String all) {}

  /** A row for each bound; the code says what stands in it. */
  private static Map<String, Bound> bounds() throws ReflectiveOperationException {
    String room = "chat.core.internal.context.ProtocolLimits";
    String asking = "chat.server.websocket.CommandQueue";
    Map<String, Bound> bounds = new LinkedHashMap<>();
    bounds.put(
        "room-tails",
        new Bound(
            "ROOM_TAIL events and " + kib(room, "MAX_TAIL_BYTES"), core(CoreShare.ROOM_TAILS)));
    bounds.put("loaded-rooms", new Bound(kib(room, "ROOM_BYTES"), core(CoreShare.LOADED_ROOMS)));
    bounds.put(
        "presences",
        new Bound(
            constant(room, "PRESENCE_BYTES")
                + " bytes; "
                + constant(room, "ROOMS_IN_ANY_CASE")
                + " rooms in any case",
            core(CoreShare.PRESENCES)));
    bounds.put(
        "unanswered-of-a-connection",
        new Bound(
            constant(room, "MAX_UNANSWERED_PER_CONNECTION")
                + " commands and "
                + kib(room, "MAX_UNANSWERED_BYTES_PER_CONNECTION"),
            core(CoreShare.UNANSWERED_COMMANDS)));
    bounds.put(
        "unanswered-of-a-room",
        new Bound(
            constant(room, "MAX_UNANSWERED_PER_ROOM")
                + " commands and "
                + constant(room, "MAX_UNANSWERED_BYTES_PER_ROOM") / 1024 / 1024
                + " MiB",
            ""));
    bounds.put(
        "waiting-commands",
        new Bound(
            constant(asking, "MOST_WAITING")
                + " commands and "
                + kib(asking, "MOST_BYTES")
                + "; "
                + kib(asking, "BYTES_IN_ANY_CASE")
                + " in any case",
            share(HeapShare.WAITING_COMMANDS)));
    bounds.put(
        "frame-strings",
        new Bound(
            constant("chat.server.wire.json.JsonFields", "MAX_STRING_UNITS")
                + " UTF-16 units; a text MAX_MESSAGE_LENGTH and one",
            ""));
    bounds.put(
        "outbound-frames",
        new Bound("MAX_OUTBOX_BYTES, one item and one page", share(HeapShare.OUTBOUND_FRAMES)));
    bounds.put(
        "pages",
        new Bound(
            "1 page; "
                + kib("chat.server.websocket.OutboundQueue", "LEAST_BYTES_PER_BEAT")
                + " of it in each heartbeat",
            ""));
    bounds.put(
        "notices",
        new Bound(
            constant("chat.core.port.Notice", "MAX_BYTES") + " bytes on the wire",
            "1/"
                + constant("chat.core.internal.node.NoticeReceiver", "PART_OF_MEMORY")
                    * HeapShare.PARTS
                    / HeapShare.CORE.parts()
                + "; nothing on a single node"));
    bounds.put(
        "unfinished-messages",
        new Bound(
            kib("chat.server.websocket.WebSocketConfig", "MAX_FRAME_BYTES")
                + " on the wire; "
                + kib("chat.server.websocket.ConnectionRegistry", "UNFINISHED_BYTES_IN_ANY_CASE")
                + " at an address in any case",
            share(HeapShare.UNFINISHED_MESSAGES)));
    bounds.put(
        "request-bodies",
        new Bound(
            kib("chat.server.http.RestExchange", "MAX_BODY_BYTES")
                + " on the wire, for "
                + constant("chat.server.http.BodyReader", "PATIENCE_SECONDS")
                + " s; "
                + kib("chat.server.http.BodyReader", "BYTES_IN_ANY_CASE")
                + " at an address in any case",
            share(HeapShare.REQUEST_BODIES)));
    bounds.put(
        "commits",
        new Bound(
            "what a room appends at a time, and "
                + kib("chat.server.storage.sql.GroupCommit", "CHANGE_BYTES"),
            share(HeapShare.COMMITS)));
    bounds.put(
        "reads",
        new Bound(
            constant("chat.server.storage.sql.ReadPool", "READ_BYTES") + " bytes",
            share(HeapShare.READS)
                + ", at most "
                + constant("chat.server.storage.sql.ReadPool", "MOST_WAITING")
                + " reads"));
    bounds.put(
        "read-pages",
        new Bound(
            kib("chat.core.port.MessageLog", "ENOUGH_BYTES")
                + " and the event that reaches it, for each reader",
            ""));
    bounds.put(
        "search-hits",
        new Bound(
            kib("chat.core.internal.history.SearchRun", "MAX_HELD_BYTES"),
            constant("chat.core.internal.lane.SearchTurns", "MAX_OF_ALL") + " searches"));
    bounds.put(
        "follower-rooms",
        new Bound(
            constant("chat.server.storage.follow.ChangedRooms", "ROOM_BYTES") + " bytes",
            HeapShare.INDEXING.parts() + "/" + 2 * HeapShare.PARTS));
    bounds.put(
        "follower-turn",
        new Bound(
            constant("chat.server.storage.follow.LogTurns", "MOST_EVENTS")
                + " events and "
                + kib("chat.core.port.MessageLog", "ENOUGH_BYTES")
                + " with the event that reaches it",
            constant("chat.server.storage.follow.LogFollowers", "MOST") + " followers"));
    bounds.put(
        "follower-rooms-aside",
        new Bound(constant("chat.server.storage.follow.RoomsAside", "MOST") + " rooms", ""));
    bounds.put(
        "index-batch",
        new Bound(
            constant("chat.server.storage.search.RoomIndexer", "BATCH")
                + " messages, "
                + constant("chat.server.storage.search.RoomIndexer", "MOST_WORDS")
                + " words and those of one room's turn",
            ""));
    bounds.put(
        "password-hashes",
        new Bound("" + constant("chat.server.account.password.Passwords", "MOST_WAITING"), ""));
    bounds.put(
        "connections", new Bound("MAX_CONNECTIONS, and LIMIT_CONNECTIONS for each address", ""));
    bounds.put(
        "request-connections",
        new Bound(
            "a quarter of MAX_CONNECTIONS, at least "
                + MaxConnectionsHandler.requestsAtATime(1)
                + "; twice LIMIT_CONNECTIONS for each address",
            ""));
    bounds.put(
        "sessions",
        new Bound("" + constant("chat.server.account.service.Sessions", "MOST_OF_ACCOUNT"), ""));
    String drafts = "chat.core.port.DraftStore";
    bounds.put(
        "drafts",
        new Bound(
            constant(drafts, "MAX_DRAFTS")
                + " drafts of "
                + kib(drafts, "MAX_BYTES")
                + " on the wire together, and "
                + constant(drafts, "MAX_REMOVED")
                + " removed ones without text",
            ""));
    bounds.put(
        "follows",
        new Bound(
            constant("chat.core.port.FollowStore", "MAX_FOLLOWS") + " states of some 100 bytes",
            ""));
    bounds.put(
        "uploads-under-way",
        new Bound(
            "the input buffer of its connection",
            constant("chat.server.files.UploadSlots", "MOST") + " uploads"));
    bounds.put(
        "downloads",
        new Bound(
            kib("chat.server.rest.Download", "PIECE_BYTES") + ", and an open file",
            constant("chat.server.files.DownloadSlots", "MOST") + " files"));
    bounds.put(
        "uploads",
        new Bound(
            "MAX_FILE_BYTES on disk",
            constant("chat.core.file.UploadLimits", "MAX_OPEN")
                + " of a user; FILES_QUOTA bytes on disk for all files"));
    bounds.put(
        "rate-limits",
        new Bound(
            constant("chat.server.limit.RateLimit", "MOST_KEYS") + " keys of about 100 bytes", ""));
    return bounds;
  }

  private static long constant(String type, String name) throws ReflectiveOperationException {
    Field field = Class.forName(type).getDeclaredField(name);
    field.setAccessible(true);
    return ((Number) field.get(null)).longValue();
  }

  private static String kib(String type, String name) throws ReflectiveOperationException {
    long bytes = constant(type, name);
    assertEquals(0, bytes % 1024, name);
    return bytes / 1024 + " KiB";
  }

  private static String share(HeapShare share) {
    return share.parts() + "/" + HeapShare.PARTS;
  }

  /** A sixteenth of the core's memory is a 64th of the heap. */
  private static String core(CoreShare share) {
    assertEquals(16, HeapShare.CORE.parts());
    return share.sixteenths() + "/" + HeapShare.PARTS;
  }

  private static List<List<String>> rows(String heading) throws IOException {
    String document = Files.readString(DOCUMENT, UTF_8);
    String section = document.substring(document.indexOf("## " + heading));
    int next = section.indexOf("\n## ", 1);
    List<List<String>> rows =
        (next < 0 ? section : section.substring(0, next))
            .lines()
            .filter(line -> line.startsWith("| "))
            .map(line -> line.substring(1, line.length() - 1).split("\\|"))
            .map(cells -> Stream.of(cells).map(String::strip).toList())
            .toList();
    return rows.subList(1, rows.size());
  }

  @Test
  void hasARowForEachBoundAndABoundForEachRow() throws Exception {
    Map<String, Bound> bounds = bounds();
    Set<String> seen = new TreeSet<>();
    for (List<String> row : rows("Queues")) {
      assertEquals(COLUMNS, row.size(), () -> "columns of " + row);
      assertTrue(seen.add(row.get(0)), () -> row.get(0) + " has two rows");
      Bound bound = bounds.get(row.get(0));
      assertTrue(bound != null, () -> row.get(0) + " is checked by nothing");
      assertEquals(bound.one(), row.get(2), row.get(0));
      assertEquals(bound.all(), row.get(3), row.get(0));
      assertFalse(row.get(4).isEmpty(), () -> row.get(0) + " says nothing of what is past it");
      assertTestsExist(row.get(5));
    }
    assertEquals(new TreeSet<>(bounds.keySet()), seen);
  }

  private static void assertTestsExist(String cell) throws IOException {
    Matcher names = Pattern.compile("`([A-Za-z0-9]+)(?:\\.([A-Za-z0-9]+))?`").matcher(cell);
    assertTrue(names.find(), () -> "no test in " + cell);
    do {
      String source = source(names.group(1), TESTS);
      String method = names.group(2);
      assertTrue(
          method == null || source.contains(" " + method + "("), () -> "no test " + names.group());
    } while (names.find());
  }

  private static String source(String type, List<Path> roots) throws IOException {
    for (Path file : files(roots)) {
      if (file.getFileName().toString().equals(type + ".java")) {
        return Files.readString(file, UTF_8);
      }
    }
    throw new AssertionError("no class " + type);
  }

  private static List<Path> files(List<Path> roots) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path root : roots) {
      try (Stream<Path> all = Files.walk(root)) {
        all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
      }
    }
    return files;
  }

  @Test
  void sharesOutNoMoreThanHalfOfTheHeap() {
    int sum = Stream.of(HeapShare.values()).mapToInt(HeapShare::parts).sum();
    assertTrue(2 * sum <= HeapShare.PARTS, () -> sum + " parts");
    assertEquals(16, Stream.of(CoreShare.values()).mapToInt(CoreShare::sixteenths).sum());
  }

  @Test
  void namesWhatBoundsEachCollection() throws Exception {
    Map<String, String> named = new TreeMap<>();
    for (List<String> row : rows("Collections")) {
      named.put(row.get(0).replace("`", ""), row.get(1));
      assertFalse(row.get(1).isEmpty(), () -> "nothing bounds " + row.get(0));
    }
    Set<String> found = new TreeSet<>();
    for (Path file : files(SOURCES)) {
      String source = Files.readString(file, UTF_8);
      Matcher type = TYPE.matcher(source);
      String name = file.getFileName().toString().replace(".java", "");
      assertTrue(type.find() || name.endsWith("-info"), name);
      Matcher fields = COLLECTION.matcher(source);
      while (fields.find()) {
        found.add(name + "." + fields.group(1));
      }
    }
    String hint = "bounds.md says what bounds each collection that grows: ";
    assertEquals(
        "",
        found.stream().filter(f -> !named.containsKey(f)).collect(Collectors.joining(", ", "", "")),
        hint);
    assertEquals(
        "",
        named.keySet().stream().filter(f -> !found.contains(f)).collect(Collectors.joining(", ")),
        "gone: ");
  }
}
