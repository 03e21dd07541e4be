package chat.server.config;

import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.server.account.service.RegistrationMode;
import chat.server.account.service.SessionPolicy;
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
 * How a server is set up. Immutable.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for a free one
 * @param rooms those that are always there, at least one
 * @param defaultRoom the one of them that newcomers see
 * @param corsOrigins other origins whose pages may use this server, as browsers write them
 * @param publicHosts host names of this server, canonical, beside those that are always accepted
 * @param trustedProxies those whose word on a client counts
 * @param tls by what the server proves who it is; without, it speaks HTTP
 * @param maxConnections how many connections there may be at once
 * @param maxMessageLength the most code points of a message
 * @param messageTimestampFormat how the page shows times
 * @param presenceGrace how long somebody stays present after their last connection ended
 * @param codeRoomGrace how long a code room outlives the last person present
 * @param guestRetention how long a guest who is away is known
 * @param registration who may register
 * @param sessions how long sessions live
 * @param roomTail how many of a room's latest events are held for quick joins
 * @param memoryHistory how many events of each room {@link Store#MEMORY} keeps
 * @param store where rooms and messages are kept
 * @param dataDir where {@link Store#SQLITE} keeps its files
 * @param dataDirChosen whether somebody chose it, rather than leave it as it is
 * @param databaseUrl where {@link Store#POSTGRESQL} is; present when that is chosen
 * @param retentionDays for how many days {@link Store#SQLITE} keeps messages; 0 for ever
 * @param retentionMessages how many messages of each room {@link Store#SQLITE} keeps; 0 for all
 * @param limits how much each client may do
 * @param heartbeat how often connections are pinged
 * @param maxOutboxBytes how many bytes may wait for a slow reader
 * @param logLevel what is logged
 * @param logFormat how it is logged
 * @param webDir what to serve in place of the page that is built in
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
    Duration heartbeat,
    int maxOutboxBytes,
    Level logLevel,
    LogFormat logFormat,
    Optional<Path> webDir) {
  /** Where rooms and messages are kept. */
  public enum Store {
    /** In an SQLite database in the data directory. */
    SQLITE,
    /** In a PostgreSQL database. */
    POSTGRESQL,
    /** In memory: all is gone when the server ends. */
    MEMORY
  }

  /** What came of reading the settings. Immutable. */
  public sealed interface Parsed {}

  /**
   * A server is to run.
   *
   * @param config how
   */
  public record Run(ServerConfig config) implements Parsed {}

  /**
   * Something is to be printed, and that is all.
   *
   * @param text what, with its line ends
   */
  public record Print(String text) implements Parsed {}

  /**
   * The settings are wrong.
   *
   * @param lines one for each mistake
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
    Objects.requireNonNull(guestRetention, "guestRetention");
    Objects.requireNonNull(registration, "registration");
    Objects.requireNonNull(sessions, "sessions");
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(dataDir, "dataDir");
    Objects.requireNonNull(databaseUrl, "databaseUrl");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(heartbeat, "heartbeat");
    Objects.requireNonNull(logLevel, "logLevel");
    Objects.requireNonNull(logFormat, "logFormat");
    Objects.requireNonNull(webDir, "webDir");
  }

  /**
   * Where the token of the first admin is put; nowhere with {@link Store#MEMORY}, unless a data
   * directory was chosen all the same: what keeps nothing makes no directory of itself.
   */
  public Optional<Path> adminTokenDir() {
    return store != Store.MEMORY || dataDirChosen ? Optional.of(dataDir) : Optional.empty();
  }

  /**
   * Reads the settings from environment variables and flags; flags win.
   *
   * @param env the environment; what it holds beside settings is ignored
   * @param args the flags
   */
  public static Parsed parse(Map<String, String> env, List<String> args) {
    if (args.contains("--help") || args.contains("-h")) {
      return new Print(HelpText.help());
    }
    if (args.contains("--version")) {
      return new Print(HelpText.version());
    }
    SettingSources sources = new SettingSources(env, CommandLine.parse(args));
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
        sources.get(Settings.HEARTBEAT),
        sources.get(Settings.MAX_OUTBOX_BYTES),
        logLevel(sources),
        sources.get(Settings.LOG_FORMAT),
        sources.get(Settings.WEB_DIR));
  }

  /** Whoever names a database means it, unless a STORE given in the same way says otherwise. */
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
    String wanted = sources.get(Settings.DEFAULT_ROOM);
    Optional<RoomId> found = PermanentRooms.find(rooms, wanted);
    if (found.isEmpty() && !rooms.isEmpty()) {
      sources.reject(
          Settings.DEFAULT_ROOM,
          "must be the id or name of one of ROOMS" + SettingParser.not(wanted));
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

  /** DEBUG is an alias, which a LOG_LEVEL given in the same way overrules. */
  private static Level logLevel(SettingSources sources) {
    Level level = sources.get(Settings.LOG_LEVEL);
    boolean debug =
        sources.get(Settings.DEBUG) && sources.overrules(Settings.DEBUG, Settings.LOG_LEVEL);
    return debug ? Level.DEBUG : level;
  }
}
