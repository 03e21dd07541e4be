package chat.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.file.UploadLimits;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.server.account.service.RegistrationMode;
import chat.server.account.service.SessionPolicy;
import chat.server.files.FileSettings;
import chat.server.http.TrustedProxies;
import chat.server.limit.AddressRates;
import chat.server.limit.LimitSettings;
import chat.server.limit.Rate;
import chat.server.wire.json.TimestampFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

final class ServerConfigTest {
  @Test
  void hasADefaultForEverything() {
    ServerConfig config = run(Map.of());

    assertEquals("0.0.0.0", config.host());
    assertEquals(8080, config.port());
    assertEquals(
        List.of(
            "general", "tech-talk", "random", "zero-to-knowing", "code-you-code", "the-nerd-nook"),
        config.rooms().stream().map(room -> room.id().value()).toList());
    assertEquals(RoomRecord.permanent(RoomId.of("tech-talk"), "Tech Talk"), config.rooms().get(1));
    assertEquals(RoomId.of("general"), config.defaultRoom());
    assertEquals(Set.of(), config.corsOrigins());
    assertEquals(TrustedProxies.none(), config.trustedProxies());
    assertEquals(Optional.empty(), config.tls());
    assertEquals(10_000, config.maxConnections());
    assertEquals(4_000, config.maxMessageLength());
    assertEquals(Duration.ZERO, config.editWindow());
    assertEquals(TimestampFormat.LOCALE, config.messageTimestampFormat());
    assertEquals(Duration.ofSeconds(5), config.presenceGrace());
    assertEquals(Duration.ofHours(1), config.codeRoomGrace());
    assertEquals(Duration.ofHours(24), config.guestRetention());
    assertEquals(256, config.roomTail());
    assertEquals(1_000, config.memoryHistory());
    assertEquals(ServerConfig.Store.SQLITE, config.store());
    assertEquals(0, config.retentionDays());
    assertEquals(0, config.retentionMessages());
    assertEquals(
        new LimitSettings(
            true,
            new Rate(10, Duration.ofMillis(500)),
            new Rate(20, Duration.ofMillis(100)),
            new Rate(600, Duration.ofMillis(10)),
            new Rate(50, Duration.ofSeconds(1)),
            new Rate(60, Duration.ofSeconds(2)),
            new Rate(60, Duration.ofMillis(500)),
            new Rate(4, Duration.ofMinutes(1)),
            new Rate(100, Duration.ofMillis(600)),
            new Rate(300, Duration.ofSeconds(1)),
            new Rate(10, Duration.ofSeconds(6)),
            new Rate(100, Duration.ofMillis(600)),
            new Rate(300, Duration.ofMinutes(3)),
            new Rate(60, Duration.ofMillis(50)),
            new Rate(2_000, Duration.ofMillis(10)),
            new Rate(30, Duration.ofMillis(200)),
            new Rate(100, Duration.ofMillis(500)),
            1_000,
            10,
            new AddressRates(
                new Rate(8_192, Duration.ofNanos(62_500_000)),
                new Rate(300, Duration.ofNanos(66_666_667)),
                new Rate(3_000, Duration.ofMillis(20)),
                new Rate(600, Duration.ofSeconds(3)),
                new Rate(200, Duration.ofSeconds(30)),
                new Rate(50, Duration.ofMinutes(3)),
                1_000,
                new Rate(60, Duration.ofSeconds(1)))),
        config.limits());
    assertEquals(Duration.ofSeconds(30), config.heartbeat());
    assertEquals(262_144, config.maxOutboxBytes());
    assertEquals(Level.INFO, config.logLevel());
    assertEquals(LogFormat.TEXT, config.logFormat());
    assertEquals(Optional.empty(), config.webDir());
  }

  @Test
  void readsTheEnvironment(@TempDir Path web) throws IOException {
    Files.writeString(web.resolve("index.html"), "");

    ServerConfig config =
        run(
            Map.ofEntries(
                Map.entry("HOST", "127.0.0.1"),
                Map.entry("PORT", "0"),
                Map.entry("ROOMS", " Tea , Coffee Corner ,"),
                Map.entry("DEFAULT_ROOM", "coffee corner"),
                Map.entry("CORS_ORIGINS", "https://Chat.example:8443, http://localhost:80"),
                Map.entry("PUBLIC_HOSTS", "Chat.example, *.Bücher.example"),
                Map.entry("TRUSTED_PROXIES", "127.0.0.1, fd00::/8"),
                Map.entry("MAX_CONNECTIONS", "500"),
                Map.entry("MAX_MESSAGE_LENGTH", "10000"),
                Map.entry("EDIT_WINDOW", "12h"),
                Map.entry("MESSAGE_TIMESTAMP_FORMAT", "24H"),
                Map.entry("PRESENCE_GRACE", "0"),
                Map.entry("CODE_ROOM_GRACE", "500ms"),
                Map.entry("GUEST_RETENTION", "7d"),
                Map.entry("REGISTRATION", "Invite"),
                Map.entry("SESSION_IDLE", "1d"),
                Map.entry("SESSION_MAX", "10d"),
                Map.entry("ROOM_TAIL", "200"),
                Map.entry("MEMORY_HISTORY", "5000"),
                Map.entry("STORE", "Memory"),
                Map.entry("DATA_DIR", "elsewhere"),
                Map.entry("RETENTION_DAYS", "30"),
                Map.entry("RETENTION_MESSAGES", "100000"),
                Map.entry("LIMITS", "off"),
                Map.entry("LIMIT_MESSAGES", "1+1/s"),
                Map.entry("LIMIT_FRAMES", "2+1/s"),
                Map.entry("LIMIT_JOINS", "3+1/s"),
                Map.entry("LIMIT_CHANGES", "4+1/s"),
                Map.entry("LIMIT_DRAFTS", "15+1/s"),
                Map.entry("LIMIT_WRONG_CODES", "5+1/s"),
                Map.entry("LIMIT_ALL_WRONG_CODES", "6+1/s"),
                Map.entry("LIMIT_GUESTS", "7+1/s"),
                Map.entry("LIMIT_SIGN_INS", "8+1/s"),
                Map.entry("LIMIT_ACCOUNT_SIGN_INS", "off"),
                Map.entry("LIMIT_REGISTRATIONS", "9+1/s"),
                Map.entry("LIMIT_REQUESTS", "10+1/s"),
                Map.entry("LIMIT_ADDRESS_REQUESTS", "11+1/s"),
                Map.entry("LIMIT_SEARCHES", "off"),
                Map.entry("LIMIT_ROOM_REACTIONS", "16+1/s"),
                Map.entry("LIMIT_READS", "7+1/s"),
                Map.entry("LIMIT_CONNECTIONS", "13"),
                Map.entry("LIMIT_ADDRESS_KIB", "20+1/s"),
                Map.entry("LIMIT_ADDRESS_SEARCHES", "21+1/s"),
                Map.entry("LIMIT_ADDRESS_READS", "22+1/s"),
                Map.entry("LIMIT_ADDRESS_NAMES", "23+1/s"),
                Map.entry("LIMIT_ADDRESS_ROOMS", "24+1/s"),
                Map.entry("LIMIT_ADDRESS_PUBLIC_ROOMS", "25+1/s"),
                Map.entry("LIMIT_ADDRESS_KEPT_PUBLIC_ROOMS", "27"),
                Map.entry("LIMIT_ADDRESS_SIGN_INS", "26+1/s"),
                Map.entry("LIMIT_BOT_FACTOR", "14"),
                Map.entry("FILES", "accounts"),
                Map.entry("MAX_FILE_BYTES", "1000"),
                Map.entry("FILES_QUOTA", "123456789012"),
                Map.entry("FILES_DIR", "files"),
                Map.entry("LIMIT_UPLOADS", "28+1/s"),
                Map.entry("LIMIT_ADDRESS_UPLOADS", "29+1/s"),
                Map.entry("HEARTBEAT", "2m"),
                Map.entry("MAX_OUTBOX_BYTES", "65536"),
                Map.entry("LOG_LEVEL", "warn"),
                Map.entry("LOG_FORMAT", "json"),
                Map.entry("WEB_DIR", web.toString()),
                Map.entry("PATH", "/usr/bin")));

    assertEquals(
        new ServerConfig(
            "127.0.0.1",
            0,
            List.of(
                RoomRecord.permanent(RoomId.of("tea"), "Tea"),
                RoomRecord.permanent(RoomId.of("coffee-corner"), "Coffee Corner")),
            RoomId.of("coffee-corner"),
            Set.of("https://chat.example:8443", "http://localhost"),
            Set.of("chat.example", "*.xn--bcher-kva.example"),
            TrustedProxies.parse(List.of("127.0.0.1", "fd00::/8")),
            Optional.empty(),
            500,
            10_000,
            Duration.ofHours(12),
            TimestampFormat.TWENTY_FOUR_HOURS,
            Duration.ZERO,
            Duration.ofMillis(500),
            Duration.ofDays(7),
            RegistrationMode.INVITE,
            new SessionPolicy(Duration.ofDays(1), Duration.ofDays(10)),
            200,
            5_000,
            ServerConfig.Store.MEMORY,
            Path.of("elsewhere"),
            true,
            Optional.empty(),
            30,
            100_000,
            new LimitSettings(
                false,
                everySecond(1),
                everySecond(16),
                everySecond(2),
                everySecond(3),
                everySecond(4),
                everySecond(15),
                everySecond(5),
                everySecond(6),
                everySecond(7),
                everySecond(8),
                Rate.UNLIMITED,
                everySecond(9),
                everySecond(10),
                everySecond(11),
                Rate.UNLIMITED,
                everySecond(7),
                13,
                14,
                new AddressRates(
                    everySecond(20),
                    everySecond(21),
                    everySecond(22),
                    everySecond(23),
                    everySecond(24),
                    everySecond(25),
                    27,
                    everySecond(26))),
            new FileSettings(
                new UploadLimits(UploadLimits.Who.ACCOUNTS, 1_000, 123_456_789_012L),
                Optional.of(Path.of("files")),
                everySecond(28),
                everySecond(29)),
            Duration.ofMinutes(2),
            65_536,
            Level.WARN,
            LogFormat.JSON,
            Optional.of(web)),
        config);
  }

  @Test
  void acceptsFlagsInBothFormsBeforeTheEnvironment() {
    Map<String, String> env = Map.of("PORT", "1", "DEFAULT_ROOM", "nowhere");

    ServerConfig config = run(env, "--port", "9000", "--default-room=random", "--limits=off");

    assertEquals(9000, config.port());
    assertEquals(RoomId.of("random"), config.defaultRoom());
    assertFalse(config.limits().on());
  }

  private static Rate everySecond(int burst) {
    return new Rate(burst, Duration.ofSeconds(1));
  }

  @Test
  void writesNoAdminTokenWhenNothingIsStored() {
    assertEquals(Optional.of(Path.of("chat-data")), run(Map.of()).adminTokenDir());
    assertEquals(Optional.empty(), run(Map.of("STORE", "memory")).adminTokenDir());
    assertEquals(
        Optional.of(Path.of("here")),
        run(Map.of("STORE", "memory"), "--data-dir=here").adminTokenDir());
    assertEquals(
        Optional.of(Path.of("chat-data")),
        run(Map.of("DATABASE_URL", "postgres://localhost/chat")).adminTokenDir());
  }

  @Test
  void ignoresAnEmptyVariable() {
    assertEquals(8080, run(Map.of("PORT", "", "ROOMS", " ")).port());
  }

  @Test
  void treatsDebugAsALogLevelUnlessOneIsSetInTheSameSource() {
    assertEquals(Level.DEBUG, run(Map.of("DEBUG", "true")).logLevel());
    assertEquals(Level.INFO, run(Map.of("DEBUG", "false")).logLevel());
    assertEquals(Level.TRACE, run(Map.of("DEBUG", "true", "LOG_LEVEL", "TRACE")).logLevel());
    assertEquals(Level.DEBUG, run(Map.of("LOG_LEVEL", "WARN"), "--debug=true").logLevel());
    assertEquals(Level.WARN, run(Map.of("DEBUG", "true"), "--log-level=WARN").logLevel());
  }

  @Test
  void usesADatabaseUrlUnlessAStoreIsSetInTheSameSource() {
    String url = "postgres://ada:s%40crt@db.example:5433/chat?sslmode=require";

    ServerConfig config = run(Map.of("DATABASE_URL", url));

    assertEquals(ServerConfig.Store.POSTGRESQL, config.store());
    assertEquals(
        "jdbc:postgresql://db.example:5433/chat?sslmode=require",
        config.databaseUrl().orElseThrow().jdbc());
    assertEquals(Optional.of("s@crt"), config.databaseUrl().orElseThrow().password());
    assertEquals(
        ServerConfig.Store.MEMORY, run(Map.of("DATABASE_URL", url, "STORE", "memory")).store());
    assertEquals(
        List.of("STORE needs DATABASE_URL to say where the database is."),
        mistakes(Map.of("STORE", "postgresql")));
    assertEquals(
        List.of(
            "DATABASE_URL must be postgres://user:password@host:port/name or jdbc:postgresql:…."),
        mistakes(Map.of("DATABASE_URL", "mysql://ada:secret@db/chat")));
  }

  @Test
  void listsAllMistakes() {
    List<String> lines =
        mistakes(
            Map.of("ROOM_TAIL", "199", "STORE", "paper", "MESSAGE_TIMESTAMP_FORMAT", "HH:mm"),
            "--port=http",
            "--heartbeat",
            "soon");

    assertEquals(
        List.of(
            "--port must be a whole number from 0 to 65535, not \"http\".",
            "MESSAGE_TIMESTAMP_FORMAT must be one of locale, 12h, 24h, iso, not \"HH:mm\".",
            "ROOM_TAIL must be a whole number from 200 to 10000, not \"199\".",
            "STORE must be one of sqlite, postgresql, memory, not \"paper\".",
            "--heartbeat must be a duration from 100ms to 1h, written as 500ms, 5s, 2m, 24h or 7d,"
                + " not \"soon\"."),
        lines);
  }

  @Test
  void rejectsInvalidNumbers() {
    for (String text : List.of("-1", "65536", "1.5", "1e3", "0x10", "٣", "99999999999999999999")) {
      assertMistake("PORT", text);
    }
    assertMistake("MAX_MESSAGE_LENGTH", "0");
    assertMistake("MAX_MESSAGE_LENGTH", "10001");
    assertMistake("ROOM_TAIL", "10001");
    assertMistake("MEMORY_HISTORY", "999");
    assertMistake("MAX_OUTBOX_BYTES", "1");
  }

  @Test
  void rejectsInvalidDurations() {
    for (String text :
        List.of("-1", "1.5s", "5 s", "s", "1w", "1s1s", "99999999999d", "9999999999d")) {
      assertMistake("PRESENCE_GRACE", text);
    }
    assertMistake("GUEST_RETENTION", "23h");
    assertMistake("HEARTBEAT", "0");
    assertMistake("CODE_ROOM_GRACE", "31d");
  }

  @Test
  void rejectsInvalidRates() {
    assertEquals(
        List.of(
            "--limit-messages must be off or a rate such as 10+2/s, a burst of 10 and then 2 per"
                + " second (s), minute (m) or hour (h), not \"ten\"."),
        mistakes(Map.of(), "--limit-messages=ten"));
    assertMistake("LIMIT_GUESTS", "0");
    assertMistake("LIMIT_CONNECTIONS", "0");
    assertMistake("LIMIT_BOT_FACTOR", "0");
    assertMistake("LIMIT_BOT_FACTOR", "1001");
  }

  @Test
  void rejectsUnknownWords() {
    assertMistake("LIMITS", "maybe");
    assertMistake("LOG_LEVEL", "verbose");
    assertMistake("DEBUG", "2");
  }

  @Test
  void rejectsRoomsWithTheSameIdOrName() {
    assertEquals(
        List.of(
            "ROOMS contains \"Tech Talk\" and \"tech-talk\", which have the same room id, tech-talk.",
            "ROOMS contains \"!?\", which has no character that is valid in an id (a-z, 0-9).",
            "ROOMS contains \"STRASSE\" more than once."),
        mistakes(Map.of("ROOMS", "Tech Talk,tech-talk,!?,Straße,STRASSE")));
    assertEquals(List.of("ROOMS must name at least one room."), mistakes(Map.of("ROOMS", ",")));
    assertMistake("ROOMS", "x".repeat(65));
    assertMistake("ROOMS", "a\u0007b");
  }

  @Test
  void rejectsAnUnknownDefaultRoom() {
    assertEquals(
        List.of("DEFAULT_ROOM must be the id or name of one of ROOMS, not \"lobby\"."),
        mistakes(Map.of("DEFAULT_ROOM", "lobby")));
    assertEquals(RoomId.of("b"), run(Map.of("ROOMS", "A,B", "DEFAULT_ROOM", "b")).defaultRoom());
  }

  @Test
  void rejectsTheWildcardAndInvalidOrigins() {
    assertEquals(
        List.of(
            "CORS_ORIGINS must list each origin;"
                + " * would let every page on the web act for its users."),
        mistakes(Map.of("CORS_ORIGINS", "*")));
    for (String text :
        List.of(
            "chat.example",
            "null",
            "https://*.example",
            "https://chat.example/",
            "https://chat.example/chat",
            "https://chat.example?x",
            "https://chat.example#x",
            "https://me@chat.example",
            "https://chat.example:99999",
            "ftp://chat.example",
            "https://",
            "https://a b")) {
      assertMistake("CORS_ORIGINS", text);
    }
  }

  @Test
  void rejectsAWebDirectoryWithoutAPage(@TempDir Path empty) {
    assertMistake("WEB_DIR", empty.toString());
    assertMistake("WEB_DIR", "no\0path");
  }

  @Test
  void suggestsCorrectionsOfUnknownFlags() {
    assertEquals(
        List.of(
            "Unknown flag: --prot. Did you mean --port?",
            "Unknown flag: --room. Did you mean --rooms?",
            "Unknown flag: --frobnicate. See --help.",
            "Unexpected argument: \"9000\". Flags begin with --; see --help.",
            "--limits is specified more than once.",
            "--host needs a value: --host=0.0.0.0"),
        mistakes(
            Map.of(),
            "--prot=1",
            "--room",
            "Tea",
            "--frobnicate",
            "--port=1",
            "9000",
            "--limits=on",
            "--limits=off",
            "--host"));
  }

  @Test
  void explainsEverySetting() {
    String help = print("--port=wrong", "--help");

    for (Setting<?> setting : Settings.ALL) {
      assertTrue(help.contains(setting.flag() + " (" + setting.name() + ")\n"), setting.name());
      assertTrue(help.contains(setting.meaning()), setting.name());
      assertTrue(help.contains("Default: " + setting.byDefault()), setting.name());
    }
    assertEquals(help, print("-h"));
  }

  @Test
  void hasNoSettingTwice() {
    assertEquals(Settings.ALL.size(), Settings.ALL.stream().map(Setting::name).distinct().count());
  }

  @Test
  void printsItsVersion() {
    assertTrue(print("--version").matches("chat-server \\S+\n"));
  }

  private static ServerConfig run(Map<String, String> env, String... flags) {
    var parsed = ServerConfig.parse(env, List.of(flags));
    return assertInstanceOf(ServerConfig.Run.class, parsed, parsed::toString).config();
  }

  private static List<String> mistakes(Map<String, String> env, String... flags) {
    var parsed = ServerConfig.parse(env, List.of(flags));
    return assertInstanceOf(ServerConfig.Mistakes.class, parsed, parsed::toString).lines();
  }

  private static String print(String... flags) {
    return assertInstanceOf(ServerConfig.Print.class, ServerConfig.parse(Map.of(), List.of(flags)))
        .text();
  }

  private static void assertMistake(String name, String text) {
    var env = new HashMap<>(Map.of(name, text));
    List<String> lines = mistakes(env);
    assertEquals(1, lines.size(), lines.toString());
    assertTrue(lines.get(0).startsWith(name + " ") && lines.get(0).endsWith("."), lines.get(0));
  }
}
