package chat.core.port;

import java.util.concurrent.CompletionStage;

/**
 * Carries notices between the nodes of one chat, which share a store. The store is authoritative: a
 * lost notice costs latency, never a message. An implementation
 *
 * <ol>
 *   <li>MUST NOT block or throw in {@link #publish}, {@link #subscribe} and {@link #unsubscribe},
 *       on any thread, and MUST NOT call the receiver from within the latter two;
 *   <li>MUST NOT deliver to a node what it published itself;
 *   <li>MUST deliver a notice unchanged, on the topic on which it was published, and only to nodes
 *       that have subscribed to the topic; every node is subscribed to {@link Topic#all} from
 *       {@link #start} on;
 *   <li>MUST complete a subscription only when everything that other nodes publish from then on is
 *       delivered; when that takes longer than 5 s, MUST complete it normally nevertheless, and
 *       call {@link Receiver#lost} once it is established;
 *   <li>MUST call {@link Receiver#lost} after each reconnect of the receiving side, and whenever a
 *       notice on a subscribed topic may have been missed for another reason; MUST detect within 5
 *       s that a carrier is silent, in both directions;
 *   <li>MUST, when a published notice may not have reached the other nodes (no confirmation, a full
 *       queue, a reconnect of the sending side), send it again, or publish {@link Notice.Reset} as
 *       soon as it can;
 *   <li>MUST bound its queues in bytes, by {@link Notice#weight}, for sending and for receiving;
 *       beyond the bound it drops notices, which it reports by the two preceding rules;
 *   <li>SHOULD deliver each notice once, and those of one node on one topic in order. The receiver
 *       tolerates loss, duplication, delay and reordering.
 * </ol>
 *
 * Thread-safe.
 */
public interface Backplane {
  /** Receives what other nodes publish. Thread-safe; neither blocks nor throws. */
  interface Receiver {
    /** Receives a notice of another node on a topic that this node has subscribed to. */
    void receive(Topic topic, Notice notice);

    /** Called when notices may be missing: the receiver then reads what it needs from the store. */
    void lost();
  }

  /** Starts delivery to {@code receiver}. Called once, before any other method. */
  void start(Receiver receiver);

  /**
   * Subscribes to {@code topic}. Called at most once until {@link #unsubscribe}.
   *
   * @return completes, always normally, when the subscription is established
   */
  CompletionStage<Void> subscribe(Topic topic);

  /** Ends a subscription; notices in transit may still be delivered. */
  void unsubscribe(Topic topic);

  /** Publishes {@code notice} to the other nodes that have subscribed to {@code topic}. */
  void publish(Topic topic, Notice notice);

  /**
   * Whether there may be other nodes; constant. If there are none, the chat does not publish, does
   * not subscribe, and does not read the store again for changes by other nodes.
   */
  default boolean hasPeers() {
    return true;
  }

  /** The backplane of a single node. */
  static Backplane none() {
    return SingleNode.INSTANCE;
  }
}
