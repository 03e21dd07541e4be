package chat.server.hostile;

import chat.server.OwnWayOfJetty;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same with frames, messages and threads left to Jetty. */
@ExtendWith(OwnWayOfJetty.class)
final class HostileFramesByJettyTest extends HostileFramesTest {}
