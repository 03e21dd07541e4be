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

/** A socket below a session of Jetty's Jakarta container. Thread-safe by its parts. */
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
   * @param session of Jetty's container, which has read nothing yet
   * @param failures takes errors, which end more than the connection; thread-safe
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
   * There are no extensions, so their stack leads from the session to the wire and back; now it
   * passes a meter, a shortcut and a watch on the one way, and the outbound queue on the other.
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
    OutgoingFrames network = stack.getNextOutgoing(); // in Jetty's own way frames share its queue
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

  /** A peer that writes but does not read must not make pings pile up. */
  @Override
  public void ping() {
    if (!pings.getAndSet(true)) {
      core.sendFrame(new Frame(OpCode.PING), Callback.from(() -> pings.set(false)), false);
    }
  }

  @Override
  public boolean isMessageOlderThan(Duration age) {
    return unfinished.isFor(age);
  }

  @Override
  public void end() {
    meter.end();
    unfinished.end();
  }
}
