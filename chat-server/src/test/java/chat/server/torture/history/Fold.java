package chat.server.torture.history;

import chat.server.torture.history.History.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the events of a room make of its messages, after each of them. Events are added in the order
 * of their seqs. Confined to one thread.
 */
final class Fold {
  private final Map<Long, Event> messages = new HashMap<>();
  private final Map<Long, NavigableMap<Long, Content>> states = new HashMap<>(); // by rev
  private final Map<Long, Long> deletions = new HashMap<>();
  private final Map<Long, List<Version>> versions = new HashMap<>();
  private final NavigableMap<Long, String> changes = new TreeMap<>(); // of the room
  private final List<String> faults = new ArrayList<>();

  /**
   * Adds an event.
   *
   * @param seen with the text that it was sent with
   * @param command the one that made it, or null
   */
  void add(Seen seen, Command command) {
    Event event = seen.event();
    if (event.type().equals("room_changed")) {
      changes.put(event.seq(), event.subject());
    }
    if (event.target() > 0) {
      checkRule(event, command);
      change(event.target(), seen);
    }
    if (event.isMessage()) {
      messages.put(event.seq(), event);
      states.computeIfAbsent(event.seq(), key -> new TreeMap<>()).put(0L, seen.content());
      addVersion(event.seq(), seen);
      checkReply(event);
    }
    if (event.thread() > 0) {
      change(event.thread(), seen);
    }
    if (event.type().equals("message_edited")) {
      addVersion(event.target(), seen);
    } else if (event.type().equals("message_deleted")) {
      deletions.putIfAbsent(event.target(), event.seq());
      checkThread(event);
    }
  }

  private void change(long seq, Seen seen) {
    NavigableMap<Long, Content> before = states.get(seq);
    if (before == null) {
      faults.add(seen.event() + " changes what is no message");
      return;
    }
    Optional<Content> after = seen.change(seq, before.lastEntry().getValue());
    if (after.isEmpty()
        || after.get().withoutRev().equals(before.lastEntry().getValue().withoutRev())) {
      faults.add(seen.event() + " changes nothing");
    }
    after.ifPresent(now -> before.put(seen.event().seq(), now));
  }

  private void addVersion(long seq, Seen seen) {
    versions
        .computeIfAbsent(seq, key -> new ArrayList<>())
        .add(new Version(seen.event().seq(), seen.event().at(), seen.content().text()));
  }

  /** What the commit had to decide, on what the events before it left. */
  private void checkRule(Event event, Command command) {
    Event target = messages.get(event.target());
    boolean own = event.type().equals("message_edited") || event.type().equals("message_deleted");
    if (deletions.containsKey(event.target())) {
      faults.add(event + " changes a deleted message");
    } else if (own && target != null && !target.author().equals(event.author())) {
      faults.add(event + " is not by the author of " + target);
    } else if (command instanceof Command.Edit edit && edit.baseRev() != Command.Edit.ANY) {
      List<Version> texts = versions.getOrDefault(event.target(), List.of());
      long last = texts.size() < 2 ? 0 : texts.get(texts.size() - 1).rev();
      if (last > edit.baseRev()) {
        faults.add(event + " of " + edit + " overwrites " + last);
      }
    }
  }

  private void checkReply(Event reply) {
    if (reply.replyTo() > 0) {
      Event answered = messages.get(reply.replyTo());
      long root = answered == null || answered.thread() == 0 ? reply.replyTo() : answered.thread();
      if (answered == null || root != reply.thread() || deletions.containsKey(reply.replyTo())) {
        faults.add(reply + " answers " + answered);
      }
    }
  }

  private void checkThread(Event deletion) {
    Event message = messages.get(deletion.target());
    if (message != null && message.thread() != deletion.thread()) {
      faults.add(deletion + " has another thread than " + message);
    }
  }

  /** Events that the rules of the protocol forbid. */
  List<String> faults() {
    return faults;
  }

  /** All states of a message, by rev; none when there is no such message. */
  NavigableMap<Long, Content> states(long seq) {
    return states.getOrDefault(seq, new TreeMap<>());
  }

  /** The rev that a message has at {@code head}. */
  long rev(long seq, long head) {
    Long rev = states(seq).floorKey(head);
    return rev == null ? 0 : rev;
  }

  /** The messages there are in the end, as they are then. */
  Map<Long, Content> last() {
    Map<Long, Content> last = new HashMap<>();
    states.forEach((seq, all) -> last.put(seq, all.lastEntry().getValue()));
    return last;
  }

  /** The event that deleted a message, if any. */
  Optional<Long> deletion(long seq) {
    return Optional.ofNullable(deletions.get(seq));
  }

  /** All texts of a message, of which a deletion leaves none. */
  List<Version> versions(long seq) {
    return versions.getOrDefault(seq, List.of());
  }

  /** How many messages of others than {@code person} a read marker leaves unread. */
  long unread(String person, long mark) {
    return messages.values().stream()
        .filter(each -> each.seq() > mark && !each.author().equals(person))
        .filter(each -> !deletions.containsKey(each.seq()))
        .count();
  }

  /** How many replies of others than {@code person} a marker of their thread leaves unread. */
  long unreadReplies(String person, long root, long mark) {
    return messages.values().stream()
        .filter(each -> each.thread() == root && each.seq() > mark)
        .filter(each -> !each.author().equals(person) && !deletions.containsKey(each.seq()))
        .count();
  }

  /** Whether a room can have this name or topic at {@code head} or later. */
  boolean canHave(String field, String value, long head) {
    String wanted = Event.change(field, value);
    boolean later = changes.tailMap(head, false).containsValue(wanted);
    Optional<String> now =
        changes.headMap(head, true).descendingMap().values().stream()
            .filter(each -> each.startsWith(Event.change(field, "")))
            .findFirst();
    return later || now.map(wanted::equals).orElse(!field.equals("topic") || value.isEmpty());
  }
}
