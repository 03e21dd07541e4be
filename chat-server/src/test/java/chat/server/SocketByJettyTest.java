package chat.server;

import org.junit.jupiter.api.extension.ExtendWith;

/** The same with frames, messages and threads left to Jetty. */
@ExtendWith(OwnWayOfJetty.class)
final class SocketByJettyTest extends SocketTest {}
