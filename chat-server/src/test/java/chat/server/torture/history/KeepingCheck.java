package chat.server.torture.history;

import chat.server.torture.history.History.Acked;
import chat.server.torture.history.History.Refused;
import chat.server.torture.history.Stored.SendKey;
import chat.server.torture.history.Violation.Invariant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** I1, I2, I3 and I8: what is kept is what was sent, once. Confined to one thread. */
final class KeepingCheck extends Check {
  private final Map<SendKey, Acked> acked = new HashMap<>();

  KeepingCheck(Stored stored) {
    super(stored);
  }

  @Override
  void take(int position, History.Entry entry) {
    if (entry instanceof Acked ack) {
      take(ack);
    } else if (entry instanceof Refused refusal && refusal.forGood()) {
      SendKey key = new SendKey(refusal.link().person(), refusal.clientId());
      requireNone(key, refusal);
      stored.command(key).ifPresent(command -> checkReason(refusal, command));
    }
  }

  /** A message that is not there was deleted, and one that was edited since has a later edit. */
  private void checkReason(Refused refusal, Command command) {
    Fold fold = stored.fold(command.room());
    long about = command instanceof Command.Send send ? send.replyTo() : command.target();
    boolean right =
        switch (refusal.code()) {
          case "not_found" -> fold.deletion(about).isPresent();
          case "conflict" ->
              command instanceof Command.Edit edit
                  && fold.versions(about).stream().anyMatch(each -> each.rev() > edit.baseRev());
          default -> true;
        };
    if (!right) {
      broken(Invariant.I11, refusal + " of " + command);
    }
  }

  private void take(Acked ack) {
    SendKey key = new SendKey(ack.link().person(), ack.clientId());
    if (ack.isUnchanged()) {
      requireNone(key, ack);
      return;
    }
    Acked first = acked.putIfAbsent(key, ack);
    if (first != null && !(first.room().equals(ack.room()) && first.seq() == ack.seq())) {
      broken(Invariant.I2, "two answers to one key: " + first + " and " + ack);
    }
    boolean kept =
        stored
            .at(ack.room(), ack.seq())
            .map(Seen::event)
            .filter(event -> SendKey.of(event).equals(key) && event.at().equals(ack.at()))
            .isPresent();
    if (!kept) {
      broken(Invariant.I1, ack + " but stored is " + stored.at(ack.room(), ack.seq()));
    }
  }

  /** What changed nothing and what was rejected makes no event. */
  private void requireNone(SendKey key, History.Entry answer) {
    stored.of(key).ifPresent(event -> broken(Invariant.I2, answer + " but stored is " + event));
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
              found.forEach(seen -> checkSent(key, seen));
            });
  }

  private void checkSeqs(StoredLog log) {
    Set<Long> seqs = new HashSet<>();
    log.events().forEach(seen -> seqs.add(seen.event().seq()));
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

  private void checkSent(SendKey key, Seen seen) {
    Command command = stored.command(key).orElse(null);
    if (command == null) {
      broken(Invariant.I8, "stored, but not sent by any client: " + seen);
    } else if (!command.makes(seen.event()) || !hasText(command, seen)) {
      broken(Invariant.I8, seen + " was sent as " + command);
    } else {
      checkPlace(command, seen.event());
    }
  }

  /** An edit has its own text or none; what a message has is the fold's to say. */
  private static boolean hasText(Command command, Seen seen) {
    return !(command instanceof Command.Edit)
        || seen.content().erased()
        || seen.content().text().equals(command.text());
  }

  private void checkPlace(Command command, Event event) {
    Set<String> readers = stored.log(event.room()).orElseThrow().readers();
    String to = command instanceof Command.Send send ? send.to() : "";
    boolean right =
        to.isEmpty()
            ? command.room().equals(event.room())
            : readers.equals(Set.of(to, event.author()));
    if (!right) {
      broken(Invariant.I10, command + " is stored for " + readers + " as " + event);
    }
  }
}
