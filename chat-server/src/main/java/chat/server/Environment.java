package chat.server;

import chat.core.port.Timers;
import chat.server.account.password.Argon2;
import chat.server.account.password.PasswordHasher;
import chat.server.websocket.jetty.JettyShortcuts;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The dependencies of a server on its machine, which tests replace. Immutable.
 *
 * @param nanoTime the time source of the rate limits, as {@link System#nanoTime}
 * @param timers creates the timers for delayed tasks of rooms and connections, given the server's
 *     threads; periodic maintenance of the server itself always uses real time
 * @param shortcuts which parts of Jetty are bypassed
 */
record Environment(
    Clock clock,
    PasswordHasher hasher,
    LongSupplier nanoTime,
    Function<ServerExecutors, Timers> timers,
    JettyShortcuts shortcuts) {
  /** The dependencies of a real server. */
  static Environment standard() {
    return new Environment(
        Clock.systemUTC(),
        new Argon2(),
        System::nanoTime,
        ServerExecutors::timers,
        JettyShortcuts.ALL);
  }
}
