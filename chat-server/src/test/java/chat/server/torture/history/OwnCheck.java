package chat.server.torture.history;

import chat.server.torture.history.History.Acked;
import chat.server.torture.history.History.Live;
import chat.server.torture.history.History.OwnAcked;
import chat.server.torture.history.History.OwnRead;
import chat.server.torture.history.History.OwnSent;
import chat.server.torture.history.History.OwnTold;
import chat.server.torture.history.History.Sent;
import chat.server.torture.history.Own.Kind;
import chat.server.torture.history.Stored.SendKey;
import chat.server.torture.history.Violation.Invariant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * I1 and I4 of what is a user's own: read markers, levels of notifications, drafts, followed
 * threads and their markers. A value that is read was set by a command that can be the last one
 * before the read: no command began after that one was acknowledged, was acknowledged before the
 * read began, and sets another value. Of the markers of threads, which also begin by themselves,
 * none goes back. In the end all connections of a user were told the value that they read. Confined
 * to one thread.
 */
final class OwnCheck extends Check {
  private static final int NEVER = Integer.MAX_VALUE;

  private final Map<Thing, List<Setting>> settings = new HashMap<>();
  private final Map<Long, Setting> byNumber = new HashMap<>();
  private final Map<SendKey, List<Setting>> byKey = new HashMap<>(); // of messages
  private final Map<Link, Map<Thing, Own>> told = new HashMap<>();
  private final Map<Link, Map<Thing, Integer>> toldAt = new HashMap<>(); // but for what was read
  private final Map<Thing, Own> last = new HashMap<>();

  OwnCheck(Stored stored) {
    super(stored);
  }

  /** What there is one value of. */
  private record Thing(String person, String room, String what) {
    static Thing of(Link link, Own value) {
      return of(link.person(), value);
    }

    static Thing of(String person, Own value) {
      return new Thing(person, value.room(), value.thing());
    }
  }

  /** A command that sets a value, and when it did. */
  private static final class Setting {
    final Own value;
    final boolean setsBack;
    final int sent;
    int acked = NEVER;

    /** Whether it counts only for a user who has set nothing before. */
    boolean isFirst;

    Setting(Own value, boolean setsBack, int sent) {
      this.value = value;
      this.setsBack = setsBack;
      this.sent = sent;
    }

    boolean isInitial() {
      return sent < 0;
    }

    /** Whether {@code other} cannot be the value once this was executed. */
    boolean excludes(Own other) {
      return switch (value.kind()) {
        case LEVEL, FOLLOW -> !value.text().equals(other.text());
        case DRAFT, THREAD_MARK -> value.number() > other.number();
        case MARK -> setsBack ? value.number() != other.number() : value.number() > other.number();
      };
    }
  }

  @Override
  void take(int position, History.Entry entry) {
    if (entry instanceof OwnSent own) {
      if (!byNumber.containsKey(own.number())) {
        Setting setting = new Setting(own.value(), own.setsBack(), position);
        byNumber.put(own.number(), setting);
        add(Thing.of(own.link(), own.value()), setting);
      }
    } else if (entry instanceof OwnAcked ack) {
      byNumber.get(ack.number()).acked = position;
    } else if (entry instanceof Sent send && send.command() instanceof Command.Send) {
      stored.of(SendKey.of(send)).ifPresent(event -> raise(send, event, position));
    } else if (entry instanceof Acked ack) {
      SendKey key = new SendKey(ack.link().person(), ack.clientId());
      for (Setting setting : byKey.getOrDefault(key, List.of())) {
        setting.acked = Math.min(setting.acked, position);
      }
    } else if (entry instanceof OwnRead read) {
      take(position, read);
    } else if (entry instanceof OwnTold tells) {
      tell(tells.link(), tells.value());
      toldAt
          .computeIfAbsent(tells.link(), key -> new HashMap<>())
          .put(Thing.of(tells.link(), tells.value()), position);
    } else if (entry instanceof Live live && live.seen().event().isMessage()) {
      raiseTold(live);
    }
  }

  private void add(Thing thing, Setting setting) {
    settings.computeIfAbsent(thing, key -> new ArrayList<>()).add(setting);
  }

  /**
   * A message of one's own moves the read marker to itself. A reply makes its author follow its
   * thread, to itself, and the author of the root who has set nothing.
   */
  private void raise(Sent send, Event event, int position) {
    SendKey key = SendKey.of(send);
    if (byKey.containsKey(key)) {
      return;
    }
    String author = event.author();
    set(key, author, Own.mark(event.room(), event.seq()), position);
    long root = event.thread();
    if (root > 0) {
      Own follow = Own.follow(event.room(), root, true);
      set(key, author, follow, position);
      set(key, author, Own.threadMark(event.room(), root, event.seq()), position);
      stored
          .at(event.room(), root)
          .map(seen -> seen.event().author())
          .filter(other -> !other.equals(author))
          .ifPresent(other -> set(key, other, follow, position).isFirst = true);
    }
  }

  private Setting set(SendKey key, String person, Own value, int position) {
    Setting setting = new Setting(value, false, position);
    byKey.computeIfAbsent(key, each -> new ArrayList<>()).add(setting);
    add(Thing.of(person, value), setting);
    return setting;
  }

  /** A client takes a value as it stands, but a draft only with a higher rev than it knows. */
  private void tell(Link link, Own value) {
    told.computeIfAbsent(link, key -> new HashMap<>())
        .merge(
            Thing.of(link, value),
            value,
            (old, now) -> now.kind() == Kind.DRAFT && now.number() < old.number() ? old : now);
  }

  /** A client moves the read marker that it knows with the messages of its user. */
  private void raiseTold(Live live) {
    Event event = live.seen().event();
    if (event.author().equals(live.link().person())) {
      Own mark = Own.mark(event.room(), event.seq());
      told.computeIfAbsent(live.link(), key -> new HashMap<>())
          .computeIfPresent(
              Thing.of(live.link(), mark),
              (thing, old) -> old.number() < mark.number() ? mark : old);
    }
  }

  private void take(int position, OwnRead read) {
    Thing thing = Thing.of(read.link(), read.value());
    List<Setting> all = new ArrayList<>(settings.getOrDefault(thing, List.of()));
    if (read.value().kind() == Kind.THREAD_MARK) {
      if (all.stream().anyMatch(each -> each.acked < read.begun() && each.excludes(read.value()))) {
        broken(Invariant.I1, read + " is lower than one that was set");
      }
    } else {
      all.add(initial(read.value()));
      if (all.stream().noneMatch(each -> explains(each, all, position, read))) {
        broken(Invariant.I1, read + " is not what was set");
      }
    }
    if (read.last()) {
      checkLast(thing, read);
    } else if (toldAt.getOrDefault(read.link(), Map.of()).getOrDefault(thing, -1) < read.begun()) {
      tell(read.link(), read.value());
    } else { // which of the two is the later one is not known
      told.get(read.link()).remove(thing);
    }
  }

  /** The value that no command has set. */
  private static Setting initial(Own value) {
    Own initial =
        switch (value.kind()) {
          case MARK -> Own.mark(value.room(), 0);
          case LEVEL -> Own.level(value.room(), "all");
          case DRAFT -> Own.draft(value.room(), value.root(), 0, "");
          case FOLLOW -> Own.follow(value.room(), value.root(), false);
          case THREAD_MARK -> Own.threadMark(value.room(), value.root(), 0);
        };
    Setting setting = new Setting(initial, false, -1);
    setting.acked = -1;
    return setting;
  }

  private static boolean explains(Setting one, List<Setting> all, int position, OwnRead read) {
    if (!one.value.looksLike(read.value()) || one.sent >= position) {
      return false;
    }
    if (one.isFirst && all.stream().anyMatch(each -> precedes(each, one))) {
      return false;
    }
    boolean byRev = one.value.kind() == Kind.DRAFT; // whichever was first
    return all.stream()
        .filter(each -> !each.isFirst || one.isInitial())
        .filter(each -> each.acked < read.begun() && (byRev || each.sent > one.acked))
        .noneMatch(each -> each.excludes(one.value));
  }

  private static boolean precedes(Setting one, Setting other) {
    return !one.isInitial() && !one.isFirst && one.acked < other.sent;
  }

  private void checkLast(Thing thing, OwnRead read) {
    Own other = last.putIfAbsent(thing, read.value());
    if (other != null && !other.looksLike(read.value())) {
      broken(Invariant.I4, read + ", another device " + other);
    }
    Own before = told.getOrDefault(read.link(), Map.of()).get(thing);
    if (before != null && !before.isShownAs(read.value())) {
      broken(Invariant.I4, read + " but before it was told " + before);
    }
    if (read.unread() >= 0) {
      long unread = unread(thing.person(), read.value());
      if (unread != read.unread() && unread <= 1_000) {
        broken(Invariant.I11, read + " but unread are " + unread);
      }
    }
  }

  private long unread(String person, Own mark) {
    Fold fold = stored.fold(mark.room());
    return mark.kind() == Kind.THREAD_MARK
        ? fold.unreadReplies(person, mark.root(), mark.number())
        : fold.unread(person, mark.number());
  }

  @Override
  void end() {
    // every read was judged by what was set before it
  }
}
