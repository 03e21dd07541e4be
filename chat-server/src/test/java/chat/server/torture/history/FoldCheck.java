package chat.server.torture.history;

import chat.server.torture.history.History.Acked;
import chat.server.torture.history.History.Joined;
import chat.server.torture.history.History.Live;
import chat.server.torture.history.History.Paged;
import chat.server.torture.history.History.Peeked;
import chat.server.torture.history.History.Version;
import chat.server.torture.history.History.Versions;
import chat.server.torture.history.Violation.Invariant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * I4 and I11: what is stored, and what every read shows, is the fold of the log at the head of the
 * read or later; a read that begins after an acknowledgement shows its event, and nothing of what
 * it deleted. Confined to one thread.
 */
final class FoldCheck extends Check {
  /** By room, the greatest seq that was acknowledged up to a position of the history. */
  private final Map<String, NavigableMap<Integer, Long>> acked = new HashMap<>();

  FoldCheck(Stored stored) {
    super(stored);
  }

  @Override
  void take(int position, History.Entry entry) {
    if (entry instanceof Acked ack && !ack.isUnchanged()) {
      NavigableMap<Integer, Long> before =
          acked.computeIfAbsent(ack.room(), room -> new TreeMap<>());
      if (before.isEmpty() || before.lastEntry().getValue() < ack.seq()) {
        before.put(position, ack.seq());
      }
    } else if (entry instanceof Live live) {
      see(live, live.seen(), live.seen().event().seq());
    } else if (entry instanceof Joined joined) {
      take(joined, joined.begun(), joined.page());
      checkLook(joined);
    } else if (entry instanceof Paged paged) {
      take(paged, paged.begun(), paged.page());
    } else if (entry instanceof Peeked peeked) {
      long head = requireHead(peeked.begun(), peeked.room(), peeked.head());
      peeked.messages().forEach(each -> see(peeked, each, head));
    } else if (entry instanceof Versions versions) {
      checkVersions(versions);
    }
  }

  private void take(History.Entry entry, int begun, Page page) {
    long head = requireHead(begun, page.room(), page.head());
    if (head > page.head()) {
      broken(Invariant.I4, head + " was acknowledged before this began: " + entry);
    }
    page.events().forEach(each -> see(entry, each, head));
  }

  /** The head that a read must show at least: nothing acknowledged before it began is missing. */
  private long requireHead(int begun, String room, long head) {
    Map.Entry<Integer, Long> before = acked.getOrDefault(room, new TreeMap<>()).lowerEntry(begun);
    return before == null ? head : Math.max(head, before.getValue());
  }

  private void see(History.Entry entry, Seen seen, long head) {
    Event event = seen.event();
    Fold fold = stored.fold(event.room());
    if (event.isMessage()) {
      checkMessage(entry.link(), seen, head, fold);
    } else if (event.type().equals("message_edited")) {
      long deletion = fold.deletion(event.target()).orElse(Long.MAX_VALUE);
      if (seen.content().erased()) {
        if (deletion == Long.MAX_VALUE) {
          broken(Invariant.I4, entry.link() + " lacks the text of " + event);
        }
      } else if (deletion <= head) {
        broken(Invariant.I4, entry.link() + " saw a text deleted by " + deletion + ": " + seen);
      } else if (!isVersion(fold, event, seen.content().text())) {
        broken(Invariant.I11, entry.link() + " saw another text of an edit: " + seen);
      }
    }
  }

  private static boolean isVersion(Fold fold, Event event, String text) {
    return fold.versions(event.target()).stream()
        .anyMatch(each -> each.rev() == event.seq() && each.text().equals(text));
  }

  private void checkMessage(Link link, Seen seen, long head, Fold fold) {
    Event event = seen.event();
    Content content = seen.content();
    long least = fold.rev(event.seq(), head);
    long deletion = fold.deletion(event.seq()).orElse(Long.MAX_VALUE);
    if (deletion <= head && !(content.isDeleted() && content.showsNothing())) {
      broken(Invariant.I4, link + " saw what was deleted by " + deletion + ": " + seen);
    } else if (content.rev() < least) {
      broken(Invariant.I4, link + " saw an older state than " + least + ": " + seen);
    } else if (!content.equals(fold.states(event.seq()).get(content.rev()))) {
      broken(
          Invariant.I11,
          link + " saw " + seen + " in place of " + fold.states(event.seq()).get(content.rev()));
    }
  }

  private void checkVersions(Versions read) {
    Fold fold = stored.fold(read.room());
    long head = requireHead(read.begun(), read.room(), 0);
    List<Version> all = fold.versions(read.seq());
    int shown = read.versions().size();
    long least = all.stream().filter(each -> each.rev() <= head).count();
    if (fold.deletion(read.seq()).orElse(Long.MAX_VALUE) <= head) {
      broken(Invariant.I4, "texts of a deleted message: " + read);
    } else if (shown < least
        || shown > all.size()
        || !all.subList(0, shown).equals(read.versions())) {
      broken(Invariant.I11, read + " in place of " + all);
    }
  }

  private void checkLook(Joined joined) {
    Page page = joined.page();
    if (!canLook(page.room(), joined.look(), page.head())) {
      broken(Invariant.I11, joined + " has another name or topic than its events");
    }
  }

  private boolean canLook(String room, String look, long head) {
    String[] parts = look.split("\n", 2);
    Fold fold = stored.fold(room);
    return fold.canHave("name", parts[0], head) && fold.canHave("topic", parts[1], head);
  }

  @Override
  void end() {
    Link store = new Link("the store", "", 0);
    for (StoredLog log : stored.logs()) {
      Fold fold = stored.fold(log.room());
      fold.faults().forEach(fault -> broken(Invariant.I2, fault));
      log.events().forEach(each -> see(new Live(store, each), each, log.head()));
      if (!canLook(log.room(), log.look(), log.head())) {
        broken(Invariant.I11, log.room() + " is stored as " + log.look());
      }
    }
  }
}
