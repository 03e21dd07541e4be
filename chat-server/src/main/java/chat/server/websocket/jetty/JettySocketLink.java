package chat.server.websocket.jetty;

import chat.core.port.Timers;
import chat.server.websocket.FrameWriter;
import chat.server.websocket.SocketLink;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.websocket.jakarta.common.JakartaWebSocketSession;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.ExtensionStack;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.IncomingFrames;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingFrames;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/** The socket below a session of Jetty's Jakarta container. Thread-safe because its parts are. */
final class JettySocketLink implements SocketLink {
  private final WebSocketCoreSession core;
  private final JettyShortcuts shortcuts;
  private final Timers timers;
  private final Consumer<Throwable> failures;
  private final FrameWriter writer;
  private final AtomicBoolean pings = new AtomicBoolean();
  private FrameMeter meter; // set before the first frame is read, as the next
  private FragmentTimeout unfinished;

  /**
   * @param session a session of Jetty's container, which has read nothing yet
   * @param failures receives errors, which affect more than the connection; thread-safe
   */
  JettySocketLink(
      Session session, JettyShortcuts shortcuts, Timers timers, Consumer<Throwable> failures) {
    this.core = (WebSocketCoreSession) ((JakartaWebSocketSession) session).getCoreSession();
    this.shortcuts = shortcuts;
    this.timers = timers;
    this.failures = failures;
    this.writer =
        shortcuts.areTaken()
            ? new DirectFrameWriter(
                core,
                core.getConnection().getEndPoint(),
                failure -> core.processConnectionError(failure, Callback.NOOP))
            : new QueuedFrameWriter(core);
  }

  @Override
  public FrameWriter writer() {
    return writer;
  }

  /**
   * Because no extensions are used, the extension stack connects session and network directly. This
   * inserts the frame meter, the fast path and the fragment time-out into its inbound path, and the
   * outbound queue into its outbound path.
   */
  @Override
  public void start(Inbound inbound) {
    ExtensionStack stack = core.getExtensionStack();
    unfinished =
        new FragmentTimeout(stack.getNextIncoming(), System::nanoTime, inbound.unfinished());
    IncomingFrames next =
        shortcuts.areTaken()
            ? new TextFrameFastPath(core, unfinished, inbound.texts(), failures)
            : unfinished;
    meter =
        new FrameMeter(
            next, core.getConnection()::demand, inbound.debt(), timers, inbound.tooManyFrames());
    OutgoingFrames network = stack.getNextOutgoing(); // without shortcuts, Jetty's own queue
    stack.initialize(
        meter,
        shortcuts.areTaken() ? new ControlFrameSequencer(inbound.queue(), network) : network,
        core);
    stack.setLastDemand(meter);
  }

  @Override
  public long signOfLife() {
    return meter.isHeld() ? System.nanoTime() : core.getConnection().getBytesIn();
  }

  /** Pings must not accumulate for a peer that writes but does not read. */
  @Override
  public void ping() {
    if (!pings.getAndSet(true)) {
      core.sendFrame(new Frame(OpCode.PING), Callback.from(() -> pings.set(false)), false);
    }
  }

  @Override
  public boolean isMessageOlderThan(Duration age) {
    return unfinished.isOlderThan(age);
  }

  @Override
  public void end() {
    meter.end();
    unfinished.end();
  }
}
