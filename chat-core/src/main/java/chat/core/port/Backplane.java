package chat.core.port;

import chat.core.event.RoomEvent;
import java.util.List;

/**
 * Carries what one node stored to the other nodes of the same chat. The log is the truth: what a
 * backplane loses costs latency, never a message. An implementation
 *
 * <ol>
 *   <li>MUST NOT block or throw in {@link #publish};
 *   <li>MUST NOT bring a node what it published itself;
 *   <li>SHOULD bring every other node each publication once, those of a room in order; the receiver
 *       copes with loss, repetition and disorder.
 * </ol>
 *
 * Thread-safe.
 */
public interface Backplane {
  /** Takes what another node published. Must not block; any thread may call it. */
  @FunctionalInterface
  interface Receiver {
    /** Takes events of one room, ascending, at least one. */
    void receive(List<RoomEvent> events);
  }

  /** Tells the other nodes of events of one room, ascending, at least one. */
  void publish(List<RoomEvent> events);

  /** Begins to bring what others publish. Called once. */
  void start(Receiver receiver);

  /** The backplane of a single node: there is nobody to tell. */
  static Backplane none() {
    return new Backplane() {
      @Override
      public void publish(List<RoomEvent> events) {
        // a single node has told everybody already
      }

      @Override
      public void start(Receiver receiver) {
        // nobody else publishes
      }
    };
  }
}
