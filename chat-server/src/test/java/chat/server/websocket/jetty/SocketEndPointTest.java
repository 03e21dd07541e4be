package chat.server.websocket.jetty;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.thread.CriticalThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.websocket.core.Behavior;
import org.eclipse.jetty.websocket.core.ExtensionStack;
import org.eclipse.jetty.websocket.core.Negotiated;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class SocketEndPointTest {
  private static final int MUCH = 8 * 1024 * 1024;

  private final WorkingSelector loop =
      new WorkingSelector(
          new WorkingSelectorTest.NoConnections(), 0, new CriticalThreads(failure -> {}));
  private ServerSocketChannel door;
  private SocketChannel peer;
  private SocketChannel channel;
  private Selector selector;
  private SelectionKey key;
  private SocketEndPoint endPoint;

  @BeforeEach
  void connect() throws IOException {
    door = ServerSocketChannel.open();
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    peer = SocketChannel.open(door.getLocalAddress());
    channel = door.accept();
    channel.configureBlocking(false);
    selector = Selector.open();
    key = channel.register(selector, 0);
    endPoint = new SocketEndPoint(channel, loop, key, null);
    WebSocketComponents components = new WebSocketComponents();
    ExtensionStack extensions = new ExtensionStack(components, Behavior.SERVER);
    extensions.negotiate(List.of(), List.of());
    Negotiated negotiated = Negotiated.from(extensions);
    endPoint.setConnection(
        new WebSocketConnection(
            endPoint,
            Runnable::run,
            null,
            ByteBufferPool.NON_POOLING,
            new WebSocketCoreSession(null, Behavior.SERVER, negotiated, components)));
  }

  @AfterEach
  void disconnect() throws IOException {
    peer.close();
    channel.close();
    door.close();
    selector.close();
  }

  /** A task on another thread would add work to the loop concurrently with the loop's thread. */
  @Test
  void isReadAndWrittenByTheSelectingThread() throws IOException {
    ByteBuffer much = ByteBuffer.allocate(MUCH);
    assertFalse(endPoint.writeNow(much));
    endPoint.fillInterested(blocking());
    endPoint.write(blocking(), much);

    peer.write(ByteBuffer.wrap(new byte[10]));
    select(OP_READ, OP_READ);
    assertEquals(InvocationType.NON_BLOCKING, Invocable.getInvocationType(endPoint.onSelected()));

    peer.configureBlocking(false);
    while ((key.readyOps() & OP_WRITE) == 0) {
      peer.read(ByteBuffer.allocate(MUCH));
      select(OP_READ | OP_WRITE, OP_READ);
    }
    assertEquals(InvocationType.NON_BLOCKING, Invocable.getInvocationType(endPoint.onSelected()));
  }

  @Test
  void readsNoMoreInAVisitAfterAReadThatDidNotFillItsBuffer() throws IOException {
    List<Integer> fills = new ArrayList<>();
    ByteBuffer buffer = BufferUtil.allocate(100);
    peer.write(ByteBuffer.wrap(new byte[10]));
    visit(
        () -> {
          fills.add(fill(buffer));
          peer.write(ByteBuffer.wrap(new byte[20]));
          fills.add(fill(buffer));
        });
    visit(() -> fills.add(fill(buffer)));
    peer.shutdownOutput();
    visit(() -> fills.add(fill(buffer)));

    assertEquals(List.of(10, 0, 20, -1), fills);
  }

  @Test
  void limitsTheReadsOfAFloodingPeer() throws IOException {
    List<Integer> fills = new ArrayList<>();
    peer.write(ByteBuffer.wrap(new byte[100]));
    visit(
        () -> {
          for (int i = 0; i < 6; i++) {
            fills.add(fill(BufferUtil.allocate(10)));
          }
        });

    assertEquals(List.of(10, 10, 10, 10, 0, 0), fills);
  }

  @Test
  void limitsTheReadsOfAPeerThatFloodsRequests() throws IOException {
    endPoint.setConnection(new NoConnection(endPoint));
    List<Integer> fills = new ArrayList<>();
    peer.write(ByteBuffer.wrap(new byte[100]));
    for (int visits = 0; visits < 2; visits++) {
      visit(
          () -> {
            fills.add(fill(BufferUtil.allocate(10)));
            fills.add(fill(BufferUtil.allocate(10)));
          });
    }
    fills.add(fill(BufferUtil.allocate(10)));

    assertEquals(List.of(10, 0, 10, 0, 10), fills);
  }

  @Test
  void leavesRequestsThatMayBlockToJetty() throws IOException {
    endPoint.setConnection(new NoConnection(endPoint));
    endPoint.fillInterested(blocking());
    peer.write(ByteBuffer.wrap(new byte[10]));
    select(OP_READ, OP_READ);

    assertEquals(InvocationType.BLOCKING, Invocable.getInvocationType(endPoint.onSelected()));
  }

  @Test
  void leavesTheRestOfAWriteToTheNextOne() throws IOException {
    ByteBuffer little = ByteBuffer.wrap(new byte[10]);
    assertTrue(endPoint.writeNow(little));
    assertFalse(little.hasRemaining());

    ByteBuffer much = ByteBuffer.allocate(MUCH);
    assertFalse(endPoint.writeNow(much));
    assertTrue(much.position() > 0 && much.hasRemaining());
  }

  @Test
  void doesNotThrowWhenTheChannelIsClosed() throws IOException {
    channel.close();

    assertFalse(endPoint.writeNow(ByteBuffer.wrap(new byte[1])));
  }

  /** A connection that is not a WebSocket. */
  private static final class NoConnection extends AbstractConnection {
    NoConnection(EndPoint endPoint) {
      super(endPoint, Runnable::run);
    }

    @Override
    public void onFillable() {
      throw new IllegalStateException("nobody asked for it");
    }
  }

  private interface Reading {
    void read() throws IOException;
  }

  private int fill(ByteBuffer buffer) throws IOException {
    BufferUtil.clear(buffer);
    return endPoint.fill(buffer);
  }

  /** Waits until there is something to read, and calls {@code reading}. */
  private void visit(Reading reading) throws IOException {
    endPoint.fillInterested(
        new Callback() {
          @Override
          public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
          }

          @Override
          public void succeeded() {
            try {
              reading.read();
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          }
        });
    select(OP_READ, OP_READ);
    endPoint.onSelected().run();
  }

  private void select(int interest, int awaited) throws IOException {
    key.interestOps(interest);
    selector.selectedKeys().clear();
    selector.select();
    assertEquals(awaited, key.readyOps() & awaited);
  }

  private static Callback blocking() {
    return new Callback() {};
  }
}
