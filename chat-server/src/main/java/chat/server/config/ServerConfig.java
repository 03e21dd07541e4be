package chat.server.config;

import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.server.account.service.RegistrationMode;
import chat.server.account.service.SessionPolicy;
import chat.server.files.FileSettings;
import chat.server.http.TrustedProxies;
import chat.server.limit.LimitSettings;
import chat.server.storage.sql.PostgresUrl;
import chat.server.wire.json.TimestampFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.event.Level;

/**
 * The configuration of a server. Immutable.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for a free one
 * @param rooms the permanent rooms, at least one
 * @param defaultRoom the permanent room that new users see first
 * @param corsOrigins other origins whose pages may use this server, as browsers write them
 * @param publicHosts host names of this server, canonical, besides those that are always accepted
 * @param trustedProxies proxies whose X-Forwarded headers are trusted
 * @param tls the certificate and key for HTTPS; empty for plain HTTP
 * @param maxConnections the maximum number of concurrent connections
 * @param maxMessageLength the maximum length of a message, in code points
 * @param editWindow how long after sending it a message may be edited; zero for always
 * @param messageTimestampFormat how the page shows times
 * @param presenceGrace how long a user stays present after their last connection ended
 * @param codeRoomGrace how long a code room is kept after the last user has left
 * @param guestRetention how long an absent guest is kept
 * @param registration who may register an account
 * @param sessions how long sessions are valid
 * @param roomTail how many of a room's latest events are cached for fast joins
 * @param memoryHistory how many events of each room {@link Store#MEMORY} keeps
 * @param store where rooms and messages are stored
 * @param dataDir the directory of the files of {@link Store#SQLITE}
 * @param dataDirChosen whether {@code dataDir} was set explicitly
 * @param databaseUrl the database of {@link Store#POSTGRESQL}; present when that is chosen
 * @param retentionDays for how many days messages are kept; 0 for ever; not for {@link
 *     Store#MEMORY}
 * @param retentionMessages how many messages of each room are kept; 0 for all; not for {@link
 *     Store#MEMORY}
 * @param limits the rate and connection limits
 * @param files who may upload files, how much, and where they are stored
 * @param heartbeat how often connections are pinged
 * @param maxOutboxBytes how many bytes may be queued for a slow client
 * @param logLevel the least level that is logged
 * @param logFormat the format of the log
 * @param webDir a directory to serve instead of the built-in page
 */
public record ServerConfig(
    String host,
    int port,
    List<RoomRecord> rooms,
    RoomId defaultRoom,
    Set<String> corsOrigins,
    Set<String> publicHosts,
    TrustedProxies trustedProxies,
    Optional<TlsIdentity> tls,
    int maxConnections,
    int maxMessageLength,
    Duration editWindow,
    TimestampFormat messageTimestampFormat,
    Duration presenceGrace,
    Duration codeRoomGrace,
    Duration guestRetention,
    RegistrationMode registration,
    SessionPolicy sessions,
    int roomTail,
    int memoryHistory,
    Store store,
    Path dataDir,
    boolean dataDirChosen,
    Optional<PostgresUrl> databaseUrl,
    int retentionDays,
    int retentionMessages,
    LimitSettings limits,
    FileSettings files,
    Duration heartbeat,
    int maxOutboxBytes,
    Level logLevel,
    LogFormat logFormat,
    Optional<Path> webDir) {
  /** Where rooms and messages are stored. */
  public enum Store {
    /** In an SQLite database in the data directory. */
    SQLITE,
    /** In a PostgreSQL database. */
    POSTGRESQL,
    /** In memory: lost when the server stops. */
    MEMORY
  }

  /** The result of parsing the settings. Immutable. */
  public sealed interface Parsed {}

  /**
   * A server should run.
   *
   * @param config its configuration
   */
  public record Run(ServerConfig config) implements Parsed {}

  /**
   * A text should be printed instead of running a server.
   *
   * @param text the text, with its line ends
   */
  public record Print(String text) implements Parsed {}

  /**
   * The settings are wrong.
   *
   * @param lines one sentence for each mistake
   */
  public record Mistakes(List<String> lines) implements Parsed {}

  /** Rejects null. */
  public ServerConfig {
    Objects.requireNonNull(host, "host");
    rooms = List.copyOf(rooms);
    Objects.requireNonNull(defaultRoom, "defaultRoom");
    corsOrigins = Set.copyOf(corsOrigins);
    publicHosts = Set.copyOf(publicHosts);
    Objects.requireNonNull(trustedProxies, "trustedProxies");
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(messageTimestampFormat, "messageTimestampFormat");
    Objects.requireNonNull(presenceGrace, "presenceGrace");
    Objects.requireNonNull(codeRoomGrace, "codeRoomGrace");
    Objects.requireNonNull(editWindow, "editWindow");
    Objects.requireNonNull(guestRetention, "guestRetention");
    Objects.requireNonNull(registration, "registration");
    Objects.requireNonNull(sessions, "sessions");
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(dataDir, "dataDir");
    Objects.requireNonNull(databaseUrl, "databaseUrl");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(files, "files");
    Objects.requireNonNull(heartbeat, "heartbeat");
    Objects.requireNonNull(logLevel, "logLevel");
    Objects.requireNonNull(logFormat, "logFormat");
    Objects.requireNonNull(webDir, "webDir");
  }

  /**
   * The directory of the token that makes the first admin. Empty with {@link Store#MEMORY} unless a
   * data directory was set explicitly: a server that stores nothing creates no directory unasked.
   */
  public Optional<Path> adminTokenDir() {
    return store != Store.MEMORY || dataDirChosen ? Optional.of(dataDir) : Optional.empty();
  }

  /**
   * Parses the settings from environment variables and flags. Flags take precedence.
   *
   * @param env the environment; variables that are no settings are ignored
   * @param args the flags
   */
  public static Parsed parse(Map<String, String> env, List<String> args) {
    if (args.contains("--help") || args.contains("-h")) {
      return new Print(HelpText.help());
    }
    if (args.contains("--version")) {
      return new Print(HelpText.version());
    }
    SettingSources sources = new SettingSources(env, CommandLine.ofServer(args));
    ServerConfig config = read(sources);
    List<String> mistakes = sources.mistakes();
    return mistakes.isEmpty() ? new Run(config) : new Mistakes(mistakes);
  }

  private static ServerConfig read(SettingSources sources) {
    Optional<PostgresUrl> databaseUrl = sources.get(Settings.DATABASE_URL);
    List<RoomRecord> rooms = sources.get(Settings.ROOMS);
    return new ServerConfig(
        sources.get(Settings.HOST),
        sources.get(Settings.PORT),
        rooms,
        defaultRoom(sources, rooms),
        sources.get(Settings.CORS_ORIGINS),
        sources.get(Settings.PUBLIC_HOSTS),
        sources.get(Settings.TRUSTED_PROXIES),
        tls(sources),
        sources.get(Settings.MAX_CONNECTIONS),
        sources.get(Settings.MAX_MESSAGE_LENGTH),
        sources.get(Settings.EDIT_WINDOW),
        sources.get(Settings.MESSAGE_TIMESTAMP_FORMAT),
        sources.get(Settings.PRESENCE_GRACE),
        sources.get(Settings.CODE_ROOM_GRACE),
        sources.get(Settings.GUEST_RETENTION),
        sources.get(Settings.REGISTRATION),
        new SessionPolicy(sources.get(Settings.SESSION_IDLE), sources.get(Settings.SESSION_MAX)),
        sources.get(Settings.ROOM_TAIL),
        sources.get(Settings.MEMORY_HISTORY),
        store(sources, databaseUrl),
        sources.get(Settings.DATA_DIR),
        sources.isChosen(Settings.DATA_DIR),
        databaseUrl,
        sources.get(Settings.RETENTION_DAYS),
        sources.get(Settings.RETENTION_MESSAGES),
        RateSettings.read(sources.get(Settings.LIMITS), sources),
        FileSettingsReader.read(sources),
        sources.get(Settings.HEARTBEAT),
        sources.get(Settings.MAX_OUTBOX_BYTES),
        logLevel(sources),
        sources.get(Settings.LOG_FORMAT),
        sources.get(Settings.WEB_DIR));
  }

  /** DATABASE_URL implies PostgreSQL, unless a source of the same or higher rank sets STORE. */
  private static Store store(SettingSources sources, Optional<PostgresUrl> databaseUrl) {
    if (databaseUrl.isPresent() && sources.overrules(Settings.DATABASE_URL, Settings.STORE)) {
      return Store.POSTGRESQL;
    }
    Store store = sources.get(Settings.STORE);
    if (store == Store.POSTGRESQL && databaseUrl.isEmpty()) {
      sources.reject(Settings.STORE, "needs DATABASE_URL to say where the database is.");
    }
    return store;
  }

  private static RoomId defaultRoom(SettingSources sources, List<RoomRecord> rooms) {
    String idOrName = sources.get(Settings.DEFAULT_ROOM);
    Optional<RoomId> found = PermanentRooms.find(rooms, idOrName);
    if (found.isEmpty() && !rooms.isEmpty()) {
      sources.reject(
          Settings.DEFAULT_ROOM,
          "must be the id or name of one of ROOMS" + SettingParser.not(idOrName));
    }
    return found.orElse(RoomId.of("none"));
  }

  private static Optional<TlsIdentity> tls(SettingSources sources) {
    try {
      return TlsIdentity.read(sources.get(Settings.TLS_CERT), sources.get(Settings.TLS_KEY));
    } catch (TlsIdentity.Unusable e) {
      sources.reject(e.setting(), e.getMessage());
      return Optional.empty();
    }
  }

  /** DEBUG is an alias, unless a source of the same or higher rank sets LOG_LEVEL. */
  private static Level logLevel(SettingSources sources) {
    Level level = sources.get(Settings.LOG_LEVEL);
    boolean debug =
        sources.get(Settings.DEBUG) && sources.overrules(Settings.DEBUG, Settings.LOG_LEVEL);
    return debug ? Level.DEBUG : level;
  }
}
