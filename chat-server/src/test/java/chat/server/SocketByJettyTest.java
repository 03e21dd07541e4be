package chat.server;

import org.junit.jupiter.api.extension.ExtendWith;

/** The same tests without the shortcuts past Jetty. */
@ExtendWith(OwnWayOfJetty.class)
final class SocketByJettyTest extends SocketTest {}
