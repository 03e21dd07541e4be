package chat.server.config;

import static java.util.Map.entry;

import chat.core.model.RoomRecord;
import chat.server.account.service.RegistrationMode;
import chat.server.http.TrustedProxies;
import chat.server.http.security.AdmittedHosts;
import chat.server.storage.sql.PostgresUrl;
import chat.server.wire.json.TimestampFormat;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.event.Level;

/** All settings with their defaults, descriptions and parsers. Immutable. */
public final class Settings {
  /**
   * The upper bound of MAX_MESSAGE_LENGTH, in code points. In UTF-8, 10,000 code points take at
   * most 40,000 bytes, or 60,000 with every character below U+10000 escaped; the rest of a frame
   * (65,536 bytes) takes less than 5,536.
   */
  static final int MOST_MESSAGE_LENGTH = 10_000;

  static final Setting<String> HOST =
      new Setting<>("HOST", "0.0.0.0", "The address to listen on.", SettingParser.text());
  static final Setting<Integer> PORT =
      new Setting<>(
          "PORT",
          "8080",
          "The port to listen on; 0 chooses a free one.",
          SettingParser.number(0, 65_535));
  static final Setting<List<RoomRecord>> ROOMS =
      new Setting<>(
          "ROOMS",
          "General,Tech Talk,Random,Zero to Knowing,Code you Code,The Nerd Nook",
          "Comma-separated names of the permanent rooms.",
          PermanentRooms::parse);
  static final Setting<String> DEFAULT_ROOM =
      new Setting<>(
          "DEFAULT_ROOM",
          "",
          "The id or name of the room that new users see first; the first of ROOMS when"
              + " empty.",
          (text, mistakes) -> text);
  static final Setting<Set<String>> CORS_ORIGINS =
      new Setting<>(
          "CORS_ORIGINS",
          "",
          "Comma-separated origins whose pages may use this server, such as"
              + " https://chat.example:8443.",
          Origins::parse);
  static final Setting<Set<String>> PUBLIC_HOSTS =
      new Setting<>(
          "PUBLIC_HOSTS",
          "",
          "Comma-separated host names of this server: chat.example.com, *.example.org. Requests for"
              + " other names are rejected with 421; IP addresses, localhost, names of the local"
              + " network, names in TLS_CERT and requests from a trusted proxy are always"
              + " accepted.",
          Settings::hosts);
  static final Setting<TrustedProxies> TRUSTED_PROXIES =
      new Setting<>(
          "TRUSTED_PROXIES",
          "",
          "Comma-separated addresses of proxies whose X-Forwarded-For, -Proto, -Host and"
              + " -Prefix are trusted, such as 127.0.0.1, 10.0.0.0/8.",
          Settings::proxies);
  static final Setting<String> TLS_CERT =
      new Setting<>(
          "TLS_CERT",
          "",
          "A PEM file with the certificate for HTTPS and its chain; needs TLS_KEY.",
          (text, mistakes) -> text);
  static final Setting<String> TLS_KEY =
      new Setting<>(
          "TLS_KEY",
          "",
          "A PEM file with the private key of TLS_CERT, in PKCS#8 without a password.",
          (text, mistakes) -> text);
  static final Setting<Integer> MAX_CONNECTIONS =
      new Setting<>(
          "MAX_CONNECTIONS",
          "10000",
          "The maximum number of connections, a quarter of them reserved for known users;"
              + " further ones are rejected with 503.",
          SettingParser.number(1, 1_000_000));
  static final Setting<Integer> MAX_MESSAGE_LENGTH =
      new Setting<>(
          "MAX_MESSAGE_LENGTH",
          "4000",
          "The maximum length of a message in characters (Unicode code points), from 1 to"
              + " 10000.",
          SettingParser.number(1, MOST_MESSAGE_LENGTH));
  static final Setting<Duration> EDIT_WINDOW =
      new Setting<>(
          "EDIT_WINDOW",
          "0s",
          "How long after sending it a user may edit a message; 0s for always.",
          Durations.between("0s", "3650d"));
  static final Setting<TimestampFormat> MESSAGE_TIMESTAMP_FORMAT =
      new Setting<>(
          "MESSAGE_TIMESTAMP_FORMAT",
          "locale",
          "How the page shows times: locale, as the reader's browser does; 12h; 24h; or"
              + " iso, 2026-01-31 and 14:30:05.",
          SettingParser.word(
              Stream.of(TimestampFormat.values()).map(each -> entry(each.word(), each)).toList()));
  static final Setting<Duration> PRESENCE_GRACE =
      new Setting<>(
          "PRESENCE_GRACE",
          "5s",
          "How long a user stays present after their last connection ended.",
          Durations.between("0s", "1h"));
  static final Setting<Duration> CODE_ROOM_GRACE =
      new Setting<>(
          "CODE_ROOM_GRACE",
          "1h",
          "How long a code room is kept after the last user has left.",
          Durations.between("0s", "30d"));
  static final Setting<Duration> GUEST_RETENTION =
      new Setting<>(
          "GUEST_RETENTION",
          "24h",
          "How long an absent guest and their name are kept; at least 24h.",
          Durations.between("24h", "3650d"));
  static final Setting<RegistrationMode> REGISTRATION =
      new Setting<>(
          "REGISTRATION",
          "open",
          "Who may register an account: open, everyone; invite, users with a signup"
              + " invite; or closed, no one.",
          SettingParser.word(
              List.of(
                  entry("open", RegistrationMode.OPEN),
                  entry("invite", RegistrationMode.INVITE),
                  entry("closed", RegistrationMode.CLOSED))));
  static final Setting<Duration> SESSION_IDLE =
      new Setting<>(
          "SESSION_IDLE",
          "30d",
          "How long a session of an account may be idle before it ends; at least 1h.",
          Durations.between("1h", "3650d"));
  static final Setting<Duration> SESSION_MAX =
      new Setting<>(
          "SESSION_MAX",
          "180d",
          "The maximum age of a session of an account; at least 1h.",
          Durations.between("1h", "3650d"));
  static final Setting<Integer> ROOM_TAIL =
      new Setting<>(
          "ROOM_TAIL",
          "256",
          "How many of the latest messages of each room are cached in memory for fast joins,"
              + " from 200 to 10000.",
          SettingParser.number(200, 10_000));
  static final Setting<Integer> MEMORY_HISTORY =
      new Setting<>(
          "MEMORY_HISTORY",
          "1000",
          "How many messages of each room STORE=memory keeps; at least 1000.",
          SettingParser.number(1_000, 100_000_000));
  static final Setting<ServerConfig.Store> STORE =
      new Setting<>(
          "STORE",
          "sqlite",
          "Where rooms and messages are stored: sqlite, in DATA_DIR; postgresql, at"
              + " DATABASE_URL; or memory, until the server stops.",
          SettingParser.word(
              List.of(
                  entry("sqlite", ServerConfig.Store.SQLITE),
                  entry("postgresql", ServerConfig.Store.POSTGRESQL),
                  entry("memory", ServerConfig.Store.MEMORY))));
  public static final Setting<Path> DATA_DIR =
      new Setting<>(
          "DATA_DIR",
          "chat-data",
          "The directory of the files of STORE=sqlite and of the admin-token; created"
              + " if it does not exist.",
          Settings::path);
  static final Setting<Optional<PostgresUrl>> DATABASE_URL =
      new Setting<>(
          "DATABASE_URL",
          "",
          "A PostgreSQL database: postgres://user:password@host:5432/name or"
              + " jdbc:postgresql:…; used instead of SQLite.",
          Settings::databaseUrl);
  static final Setting<Integer> RETENTION_DAYS =
      new Setting<>(
          "RETENTION_DAYS",
          "0",
          "For how many days messages are kept; 0 keeps them forever.",
          SettingParser.number(0, 36_500));
  static final Setting<Integer> RETENTION_MESSAGES =
      new Setting<>(
          "RETENTION_MESSAGES",
          "0",
          "How many of the latest messages of each room are kept; 0 keeps all.",
          SettingParser.number(0, 999_999_999));
  static final Setting<Boolean> LIMITS =
      new Setting<>(
          "LIMITS",
          "on",
          "Whether rates and connections of clients are limited: on or off.",
          SettingParser.word(List.of(entry("on", true), entry("off", false))));
  static final Setting<Duration> HEARTBEAT =
      new Setting<>(
          "HEARTBEAT",
          "30s",
          "How often connections are pinged; a connection that is silent for two periods is closed.",
          Durations.between("100ms", "1h"));
  static final Setting<Integer> MAX_OUTBOX_BYTES =
      new Setting<>(
          "MAX_OUTBOX_BYTES",
          "262144",
          "How many bytes may be queued for a slow client before its connection is closed.",
          SettingParser.number(65_536, 67_108_864));
  static final Setting<Level> LOG_LEVEL =
      new Setting<>(
          "LOG_LEVEL",
          "INFO",
          "What is logged: TRACE, DEBUG, INFO, WARN or ERROR.",
          SettingParser.word(
              Stream.of(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARN, Level.ERROR)
                  .map(level -> entry(level.name(), level))
                  .toList()));
  static final Setting<LogFormat> LOG_FORMAT =
      new Setting<>(
          "LOG_FORMAT",
          "text",
          "The format of the log: text, or json, one object per line.",
          SettingParser.word(
              List.of(entry("text", LogFormat.TEXT), entry("json", LogFormat.JSON))));
  static final Setting<Boolean> DEBUG =
      new Setting<>(
          "DEBUG",
          "false",
          "true is the same as LOG_LEVEL=DEBUG.",
          SettingParser.word(List.of(entry("true", true), entry("false", false))));
  static final Setting<Optional<Path>> WEB_DIR =
      new Setting<>(
          "WEB_DIR",
          "",
          "A directory with an index.html to serve instead of the built-in page.",
          Settings::webDirectory);

  /** All settings, in the order of the help text. */
  static final List<Setting<?>> ALL =
      Stream.of(
              List.of(
                  HOST,
                  PORT,
                  ROOMS,
                  DEFAULT_ROOM,
                  CORS_ORIGINS,
                  PUBLIC_HOSTS,
                  TRUSTED_PROXIES,
                  TLS_CERT,
                  TLS_KEY,
                  MAX_CONNECTIONS,
                  MAX_MESSAGE_LENGTH,
                  EDIT_WINDOW,
                  MESSAGE_TIMESTAMP_FORMAT,
                  PRESENCE_GRACE,
                  CODE_ROOM_GRACE,
                  GUEST_RETENTION,
                  REGISTRATION,
                  SESSION_IDLE,
                  SESSION_MAX,
                  ROOM_TAIL,
                  MEMORY_HISTORY,
                  STORE,
                  DATA_DIR,
                  DATABASE_URL,
                  RETENTION_DAYS,
                  RETENTION_MESSAGES,
                  LIMITS),
              RateSettings.ALL,
              FileSettingsReader.ALL,
              List.of(HEARTBEAT, MAX_OUTBOX_BYTES, LOG_LEVEL, LOG_FORMAT, DEBUG, WEB_DIR))
          .<Setting<?>>flatMap(List::stream)
          .toList();

  private Settings() {}

  private static Optional<PostgresUrl> databaseUrl(String text, Consumer<String> mistakes) {
    Optional<PostgresUrl> url = PostgresUrl.parse(text.strip());
    if (url.isEmpty() && !text.isBlank()) {
      // The value is not repeated: it may contain a password.
      mistakes.accept("must be postgres://user:password@host:port/name or jdbc:postgresql:….");
    }
    return url;
  }

  private static Set<String> hosts(String text, Consumer<String> mistakes) {
    Set<String> hosts = new LinkedHashSet<>();
    for (String part : SettingParser.parts(text)) {
      AdmittedHosts.canonical(part)
          .ifPresentOrElse(
              hosts::add,
              () ->
                  mistakes.accept(
                      "must contain host names without scheme and port, such as chat.example.com or"
                          + " *.example.org"
                          + SettingParser.not(part)));
    }
    return hosts;
  }

  private static TrustedProxies proxies(String text, Consumer<String> mistakes) {
    try {
      return TrustedProxies.parse(SettingParser.parts(text));
    } catch (IllegalArgumentException e) {
      mistakes.accept(
          "must contain addresses such as 127.0.0.1 or networks such as 10.0.0.0/8"
              + SettingParser.not(e.getMessage()));
      return TrustedProxies.none();
    }
  }

  static Path path(String text, Consumer<String> mistakes) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      mistakes.accept("must be a directory" + SettingParser.not(text));
      return Path.of("");
    }
  }

  private static Optional<Path> webDirectory(String text, Consumer<String> mistakes) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path directory = Path.of(text);
      if (Files.isRegularFile(directory.resolve("index.html"))) {
        return Optional.of(directory);
      }
    } catch (InvalidPathException notAPath) {
      // Reported below like a directory that does not exist.
    }
    mistakes.accept("must be a directory that contains an index.html" + SettingParser.not(text));
    return Optional.empty();
  }
}
