package chat.server;

import chat.core.port.Timers;
import chat.server.account.password.Argon2;
import chat.server.account.password.PasswordHasher;
import chat.server.websocket.jetty.JettyShortcuts;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What a server takes from its machine, and tests give instead. Immutable.
 *
 * @param nanoTime what limits go by, as {@link System#nanoTime}
 * @param timers makes what runs the tasks of rooms and connections later, from the server's
 *     threads; what is done periodically to the server itself goes by real time
 * @param shortcuts which of Jetty's own ways are left
 */
record Environment(
    Clock clock,
    PasswordHasher hasher,
    LongSupplier nanoTime,
    Function<ServerExecutors, Timers> timers,
    JettyShortcuts shortcuts) {
  /** That of a real server. */
  static Environment standard() {
    return new Environment(
        Clock.systemUTC(),
        new Argon2(),
        System::nanoTime,
        ServerExecutors::timers,
        JettyShortcuts.ALL);
  }
}
