package chat.server.torture.history;

import chat.server.torture.history.History.Acked;
import chat.server.torture.history.History.Live;
import chat.server.torture.history.History.Refused;
import chat.server.torture.history.History.Sent;
import chat.server.torture.history.Stored.SendKey;
import chat.server.torture.history.Violation.Invariant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * I6: the order of a device's messages is that of their seqs, and every event that was acknowledged
 * to any client comes before those of commands that were sent later. What was rejected has no
 * order, for its client did not wait. A change that changed nothing at first may have its event by
 * a retry, so changes have no order but that of acknowledgements, for which their client waits. A
 * connection gets its acknowledgements of a room in order, each before its event. Confined to one
 * thread.
 */
final class OrderCheck extends Check {
  private final Map<SendKey, Sent> firsts = new LinkedHashMap<>();
  private final Set<SendKey> refused = new HashSet<>();
  private final Map<String, Acked> latestAck = new HashMap<>(); // with the greatest seq, by room
  private final Map<Stream, Long> latest = new HashMap<>();

  OrderCheck(Stored stored) {
    super(stored);
  }

  /** What a connection gets of a room. */
  private record Stream(Link link, String room) {}

  /** Messages of one device to one place: its order is kept. */
  private record Lane(String person, String device, String room, String to) {
    static Lane of(Link link, Command.Send send) {
      return new Lane(link.person(), link.device(), send.room(), send.to());
    }
  }

  @Override
  void take(int position, History.Entry entry) {
    if (entry instanceof Sent sent) {
      SendKey key = SendKey.of(sent);
      if (firsts.putIfAbsent(key, sent) == null) {
        stored.of(key).ifPresent(this::checkAfterAcks);
      }
    } else if (entry instanceof Refused refusal) {
      refused.add(new SendKey(refusal.link().person(), refusal.clientId()));
    } else if (entry instanceof Acked ack && !ack.isUnchanged()) {
      latestAck.merge(ack.room(), ack, (old, now) -> now.seq() > old.seq() ? now : old);
      if (!ack.duplicate()) {
        checkStream(new Stream(ack.link(), ack.room()), ack.seq(), ack);
      }
    } else if (entry instanceof Live live) {
      Event event = live.seen().event();
      Stream stream = new Stream(live.link(), event.room());
      latest.merge(stream, event.seq(), Math::max);
    }
  }

  private void checkStream(Stream stream, long seq, Acked ack) {
    Long before = latest.put(stream, seq);
    if (before != null && before >= seq) {
      broken(Invariant.I6, ack + " came after that of " + before);
    }
  }

  private void checkAfterAcks(Event event) {
    Acked before = latestAck.get(event.room());
    if (before != null && before.seq() >= event.seq()) {
      broken(Invariant.I6, event + " was sent after " + before);
    }
  }

  @Override
  void end() {
    Map<Lane, Event> last = new HashMap<>();
    firsts.forEach(
        (key, sent) -> {
          Optional<Event> event = refused.contains(key) ? Optional.empty() : stored.of(key);
          if (event.isPresent() && sent.command() instanceof Command.Send send) {
            Event now = event.get();
            checkAfter(last.put(Lane.of(sent.link(), send), now), now);
          }
        });
  }

  private void checkAfter(Event before, Event now) {
    if (before != null && before.room().equals(now.room()) && before.seq() >= now.seq()) {
      broken(Invariant.I6, now + " was sent after " + before);
    }
  }
}
