package chat.server;

import chat.server.websocket.jetty.JettyShortcuts;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets the servers of a test class work without the shortcuts past Jetty's Jakarta layer. */
public final class OwnWayOfJetty implements BeforeAllCallback, AfterAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    RunningServer.shortcuts = JettyShortcuts.NONE;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    RunningServer.shortcuts = JettyShortcuts.ALL;
  }
}
