package chat.server.torture;

import chat.server.torture.History.Acked;
import chat.server.torture.History.Sent;
import chat.server.torture.Stored.SendKey;
import chat.server.torture.Violation.Invariant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** I1, I2, I3 and I8: what is kept is what was sent, once. Confined to one thread. */
final class KeepingCheck extends Check {
  private final Map<SendKey, Sent> sent = new HashMap<>();
  private final Map<SendKey, Acked> acked = new HashMap<>();

  KeepingCheck(Stored stored) {
    super(stored);
  }

  @Override
  void take(History.Entry entry) {
    if (entry instanceof Sent send) {
      sent.putIfAbsent(new SendKey(send.link().person(), send.clientId()), send);
    } else if (entry instanceof Acked ack) {
      take(ack);
    }
  }

  private void take(Acked ack) {
    SendKey key = new SendKey(ack.link().person(), ack.clientId());
    Acked first = acked.putIfAbsent(key, ack);
    if (first != null && !(first.room().equals(ack.room()) && first.seq() == ack.seq())) {
      broken(Invariant.I2, "two answers to one key: " + first + " and " + ack);
    }
    boolean kept =
        stored
            .at(ack.room(), ack.seq())
            .filter(said -> SendKey.of(said).equals(key) && said.at().equals(ack.at()))
            .isPresent();
    if (!kept) {
      broken(Invariant.I1, ack + " but stored is " + stored.at(ack.room(), ack.seq()));
    }
  }

  @Override
  void end() {
    stored.logs().forEach(this::checkSeqs);
    stored
        .byKey()
        .forEach(
            (key, found) -> {
              if (found.size() > 1) {
                broken(acked.containsKey(key) ? Invariant.I2 : Invariant.I8, "twice: " + found);
              }
              found.forEach(said -> checkSent(sent.get(key), said));
            });
  }

  private void checkSeqs(StoredLog log) {
    Set<Long> seqs = new HashSet<>();
    log.events().forEach(said -> seqs.add(said.seq()));
    if (seqs.size() != log.events().size() || seqs.size() != log.head()) {
      broken(
          Invariant.I3,
          log.room() + " has " + log.events().size() + " events and the head " + log.head());
    }
    for (long seq = 1; seq <= log.head(); seq++) {
      if (!seqs.contains(seq)) {
        broken(Invariant.I3, log.room() + " lacks " + seq);
      }
    }
  }

  private void checkSent(Sent send, History.Said said) {
    if (send == null) {
      broken(Invariant.I8, "stored, but nobody sent it: " + said);
    } else if (!send.text().equals(said.text())) {
      broken(Invariant.I8, said + " was sent as " + send);
    } else {
      checkPlace(send, said);
    }
  }

  private void checkPlace(Sent send, History.Said said) {
    Set<String> wanted = send.to().isEmpty() ? Set.of() : Set.of(send.to(), said.author());
    Set<String> readers = stored.log(said.room()).orElseThrow().readers();
    boolean place = send.to().isEmpty() ? send.room().equals(said.room()) : true;
    if (!place || !readers.equals(wanted)) {
      broken(Invariant.I10, send + " is stored for " + readers + " as " + said);
    }
  }
}
