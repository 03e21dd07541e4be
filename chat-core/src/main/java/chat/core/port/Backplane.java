package chat.core.port;

import java.util.concurrent.CompletionStage;

/**
 * Carries notices between the nodes of one chat, which share a store. The store is the truth: what
 * a backplane loses costs latency, never a message. An implementation
 *
 * <ol>
 *   <li>MUST NOT block or throw in {@link #publish}, {@link #subscribe} and {@link #unsubscribe},
 *       on any thread, and MUST NOT call the receiver from within the latter two;
 *   <li>MUST NOT bring a node what it published itself;
 *   <li>MUST bring a notice as it was published, on the topic that it was published on, and only to
 *       nodes that have subscribed to the topic; to {@link Topic#all} every node is subscribed from
 *       {@link #start} on;
 *   <li>MUST complete a subscription only when what other nodes publish from then on is brought;
 *       when that does not come about within 5 s, MUST complete it normally all the same, and call
 *       {@link Receiver#lost} once it has;
 *   <li>MUST call {@link Receiver#lost} after each reconnect of the receiving side, and whenever
 *       else a notice on a subscribed topic may have been missed: MUST notice within 5 s that a
 *       carrier is silent, in both directions;
 *   <li>MUST, when something that a node published may not have reached the others (no
 *       confirmation, a full queue, a reconnect of the sending side), send it again, or publish
 *       {@link Notice.Reset} once it can;
 *   <li>MUST bound what it holds in bytes, by {@link Notice#weight}, for sending and for receiving;
 *       past the bound it drops notices, which the two rules above then make known;
 *   <li>SHOULD bring each notice once, and those of one node on one topic in order. The receiver
 *       copes with loss, repetition, delay and disorder.
 * </ol>
 *
 * Thread-safe.
 */
public interface Backplane {
  /**
   * Takes what other nodes published. Any thread may call it, several at a time; it neither blocks
   * nor throws.
   */
  interface Receiver {
    /** Takes a notice of another node on a topic that this node has subscribed to. */
    void receive(Topic topic, Notice notice);

    /** Says that notices may be missing: the receiver reads what it needs from the store. */
    void lost();
  }

  /** Begins to bring what other nodes publish. Called once, before anything else. */
  void start(Receiver receiver);

  /**
   * Begins to bring what other nodes publish on {@code topic}. Called once until {@link
   * #unsubscribe}.
   *
   * @return completes, always normally, when that works
   */
  CompletionStage<Void> subscribe(Topic topic);

  /** Ends a subscription; what is under way may still be brought. */
  void unsubscribe(Topic topic);

  /** Publishes {@code notice} to the other nodes that have subscribed to {@code topic}. */
  void publish(Topic topic, Notice notice);

  /**
   * Whether there may be other nodes; always the same. Without them the chat publishes nothing,
   * subscribes to nothing, and reads nothing again.
   */
  default boolean hasPeers() {
    return true;
  }

  /** The backplane of a single node: there is no other to publish to. */
  static Backplane none() {
    return SingleNode.INSTANCE;
  }
}
