package chat.server;

import chat.server.cli.MaintenanceRunner;
import chat.server.config.MaintenanceCommand;
import chat.server.config.ServerConfig;
import chat.server.config.TlsIdentity;
import chat.server.logging.LoggingSetup;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entry point: reads the settings and runs a server until the process is told to stop. */
public final class Main {
  /** The exit code that shells and service managers interpret as wrong usage. */
  private static final int WRONG_USE = 2;

  private static final int FAILED = 1;

  private static final int DONE = 0;

  /** Automatic renewal of certificates happens well before. */
  private static final Duration EXPIRES_SOON = Duration.ofDays(7);

  private Main() {}

  public static void main(String[] args) {
    Optional<MaintenanceCommand> operation =
        args.length == 0 ? Optional.empty() : MaintenanceCommand.named(args[0]);
    operation.ifPresent(each -> System.exit(run(each, List.of(args))));
    ServerConfig.Parsed parsed = ServerConfig.parse(System.getenv(), List.of(args));
    if (parsed instanceof ServerConfig.Run run) {
      run(run.config());
    } else if (parsed instanceof ServerConfig.Print print) {
      System.out.print(print.text());
    } else if (parsed instanceof ServerConfig.Mistakes mistakes) {
      mistakes.lines().forEach(System.err::println);
      System.exit(WRONG_USE);
    }
  }

  private static int run(MaintenanceCommand operation, List<String> args) {
    // Standard output is the result, and may be piped into another program.
    LoggingSetup.silence();
    return new MaintenanceRunner(System.out, System.err, System::nanoTime)
        .run(operation, System.getenv(), args.subList(1, args.size()));
  }

  private static void run(ServerConfig config) {
    LoggingSetup.setUp(config.logLevel(), config.logFormat());
    Logger log = LoggerFactory.getLogger(Main.class);
    FatalExit exit = FatalExit.ofProcess();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> ended(thread, failure, exit));
    ChatServer server;
    try {
      server = new ChatServer(config, exit);
      server.start();
    } catch (IOException e) {
      fail(config, e);
      return;
    }
    config.tls().ifPresent(identity -> warnOfExpiry(identity, log));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, exit, log), "stop"));
    log.info("Chat is ready: {}", reachable(config, server.port()));
  }

  private static void warnOfExpiry(TlsIdentity identity, Logger log) {
    if (identity.expiresAt().isBefore(Instant.now().plus(EXPIRES_SOON))) {
      log.warn("The certificate of {} expires at {}", identity, identity.expiresAt());
    }
  }

  /** Handles the end of a library's thread; the server's own threads handle theirs. */
  private static void ended(Thread thread, Throwable failure, FatalExit exit) {
    if (failure instanceof Error) {
      exit.accept(failure);
    } else {
      LoggerFactory.getLogger(Main.class).error("Thread {} ended", thread.getName(), failure);
    }
  }

  private static void stop(ChatServer server, FatalExit exit, Logger log) {
    try {
      log.info("Chat is stopping");
      server.close();
      log.info("Chat has stopped");
    } finally {
      // Otherwise Java would exit with 143, which reports the stop signal as a failure.
      Runtime.getRuntime().halt(exit.codeOr(DONE));
    }
  }

  private static void fail(ServerConfig config, IOException failure) {
    if (failure instanceof BindException || failure.getCause() instanceof BindException) {
      System.err.println(
          "Cannot listen on "
              + address(config.host(), config.port())
              + ": is the port in use by another program? Choose another one with --port.");
      System.exit(WRONG_USE);
    }
    System.err.println("Cannot start: " + failure.getMessage());
    System.exit(FAILED);
  }

  /** The URL of the server for a browser on this machine. */
  private static String reachable(ServerConfig config, int port) {
    String host = config.host();
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    return (config.tls().isPresent() ? "https" : "http")
        + "://"
        + address(everywhere ? "localhost" : host, port)
        + "/";
  }

  private static String address(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
