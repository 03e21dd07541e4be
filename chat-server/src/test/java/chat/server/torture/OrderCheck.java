package chat.server.torture;

import chat.server.torture.History.Acked;
import chat.server.torture.History.Link;
import chat.server.torture.History.Refused;
import chat.server.torture.History.Said;
import chat.server.torture.History.Sent;
import chat.server.torture.Stored.SendKey;
import chat.server.torture.Violation.Invariant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * I6: the order of a device's sends is that of their seqs, and what was acknowledged to anybody
 * comes before what was sent later. What was refused is free, for nobody waited. Confined to one
 * thread.
 */
final class OrderCheck extends Check {
  private final Map<SendKey, Sent> firsts = new LinkedHashMap<>();
  private final Set<SendKey> refused = new HashSet<>();
  private final Map<String, Acked> latestAck = new HashMap<>(); // with the greatest seq, by room

  OrderCheck(Stored stored) {
    super(stored);
  }

  /** Sends of one device to one place: its order is kept. */
  private record Lane(String person, String device, String room, String to) {
    static Lane of(Sent send) {
      Link link = send.link();
      return new Lane(link.person(), link.device(), send.room(), send.to());
    }
  }

  @Override
  void take(History.Entry entry) {
    if (entry instanceof Sent send) {
      SendKey key = new SendKey(send.link().person(), send.clientId());
      if (firsts.putIfAbsent(key, send) == null) {
        stored.of(key).ifPresent(this::checkAfterAcks);
      }
    } else if (entry instanceof Refused refusal) {
      refused.add(new SendKey(refusal.link().person(), refusal.clientId()));
    } else if (entry instanceof Acked ack) {
      latestAck.merge(ack.room(), ack, (old, now) -> now.seq() > old.seq() ? now : old);
    }
  }

  private void checkAfterAcks(Said said) {
    Acked before = latestAck.get(said.room());
    if (before != null && before.seq() >= said.seq()) {
      broken(Invariant.I6, said + " was sent after " + before);
    }
  }

  @Override
  void end() {
    Map<Lane, Said> latest = new HashMap<>();
    firsts.forEach(
        (key, send) -> {
          Optional<Said> said = refused.contains(key) ? Optional.empty() : stored.of(key);
          said.ifPresent(now -> checkAfter(latest.put(Lane.of(send), now), now));
        });
  }

  private void checkAfter(Said before, Said now) {
    if (before != null && before.room().equals(now.room()) && before.seq() >= now.seq()) {
      broken(Invariant.I6, now + " was sent after " + before);
    }
  }
}
