package chat.server;

import chat.server.config.ServerConfig;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Consumer;

/** Creates servers whose clock a test controls, for tests in other packages. */
public final class TimedServers {
  private TimedServers() {}

  /** A server that has not been started, with real hashing and limits in real time. */
  public static ChatServer at(Clock clock, ServerConfig config, Consumer<Throwable> fatal)
      throws IOException {
    Environment real = Environment.standard();
    Environment timed =
        new Environment(clock, real.hasher(), real.nanoTime(), real.timers(), real.shortcuts());
    return new ChatServer(config, timed, fatal);
  }
}
