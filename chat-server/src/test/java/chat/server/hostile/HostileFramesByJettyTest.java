package chat.server.hostile;

import chat.server.OwnWayOfJetty;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same tests without the shortcuts past Jetty. */
@ExtendWith(OwnWayOfJetty.class)
final class HostileFramesByJettyTest extends HostileFramesTest {}
