package chat.core.port;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.event.MessageDeleted;
import chat.core.event.MessageEdited;
import chat.core.event.MessagePinned;
import chat.core.event.MessagePosted;
import chat.core.event.MessageState;
import chat.core.event.MessageState.Reaction;
import chat.core.event.MessageUnpinned;
import chat.core.event.ReactionAdded;
import chat.core.event.ReactionRemoved;
import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.state.MessageRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A model of a room's messages: what its events make of them. Random changes must bring the same
 * results, and every read the same messages, as the model.
 */
final class MessageModel {
  private static final List<String> EMOJI =
      List.of("\ud83d\udc4d", "\u2764\ufe0f", "\ud83d\udc69\u200d\ud83d\udcbb");

  private final RoomId room;
  private final MessageLog log;
  private final MessageDrafts drafts;
  private final List<User> users;
  private final Random random;
  private final List<Draft> sent = new ArrayList<>();
  private final NavigableMap<Long, RoomEvent> events = new TreeMap<>(); // messages as posted
  private final NavigableMap<Long, MessagePosted> messages = new TreeMap<>();
  private final Map<String, Set<UserId>> reactors = new HashMap<>(); // by message and emoji
  private final NavigableMap<Long, Long> pins = new TreeMap<>(); // messages by pin
  private final Map<Long, List<String>> texts = new HashMap<>();

  MessageModel(RoomId room, MessageLog log, List<User> users, int seed) {
    this.room = room;
    this.log = log;
    this.users = users;
    this.random = new Random(seed);
    this.drafts = new MessageDrafts(room);
  }

  /** Appends random drafts and compares every read. */
  void step() {
    List<Draft> some = IntStream.rangeClosed(0, random.nextInt(4)).mapToObj(i -> draft()).toList();
    Appended appended = done(log.append(room, Optional.empty(), some));
    for (int i = 0; i < some.size(); i++) {
      assertEquals(expected(some.get(i)), appended.results().get(i));
      appended.results().get(i).stored().ifPresent(this::apply);
    }
    assertEquals(messages.size(), appended.head().messages());
    readPages();
  }

  private Draft draft() {
    if (!sent.isEmpty() && random.nextInt(20) == 0) {
      return sent.get(random.nextInt(sent.size())); // a retry, or a refused one again
    }
    Draft draft = freshDraft();
    sent.add(draft);
    return draft;
  }

  private Draft freshDraft() {
    User user = users.get(random.nextInt(users.size()));
    long head = events.size();
    long message = Math.max(0, head - random.nextInt(25)) + random.nextInt(3);
    String text = "text " + random.nextInt(1_000);
    Optional<MessagePosted> own = Optional.ofNullable(messages.get(message));
    User author = random.nextInt(8) == 0 ? user : own.map(MessagePosted::author).orElse(user);
    return switch (random.nextInt(12)) {
      case 0, 1 -> drafts.post(user, text);
      case 2, 3 -> drafts.reply(user, text, message);
      case 4 -> drafts.edit(author, message, text);
      case 5 -> drafts.delete(author, message, random.nextBoolean() ? "" : "a reason");
      case 6, 7, 8 -> drafts.react(user, message, EMOJI.get(random.nextInt(EMOJI.size())));
      case 9 -> drafts.unreact(user, message, EMOJI.get(random.nextInt(EMOJI.size())));
      case 10 -> drafts.pin(user, message);
      default -> drafts.unpin(user, message);
    };
  }

  private Appended.Result expected(Draft draft) {
    Optional<RoomEvent> before =
        events.values().stream()
            .filter(event -> event.clientId().equals(draft.event().clientId()))
            .findFirst();
    if (before.isPresent()) {
      return new Appended.Duplicate(Receipt.of(before.get()));
    }
    OptionalLong about = MessageRules.about(draft.event());
    RoomEvent decided = draft.event();
    if (about.isPresent()) {
      long message = about.getAsLong();
      boolean hasReacted =
          MessageRules.emoji(draft.event())
              .filter(emoji -> reactors(message, emoji).contains(draft.event().author().id()))
              .isPresent();
      MessageRules.Decision decision =
          MessageRules.decide(
              draft,
              new MessageRules.Facts(
                  Optional.ofNullable(messages.get(message)), hasReacted, pins.size()));
      if (decision.answer().isPresent()) {
        return decision.answer().get();
      }
      decided = decision.event();
    }
    return new Appended.Stored(decided.withSeq(events.size() + 1L));
  }

  private Set<UserId> reactors(long message, String emoji) {
    return reactors.computeIfAbsent(message + " " + emoji, key -> new TreeSet<>());
  }

  private void apply(RoomEvent event) {
    events.put(event.seq(), event);
    event
        .changedMessages()
        .forEach(seq -> messages.computeIfPresent(seq, (key, each) -> event.applyTo(each)));
    if (event instanceof MessagePosted posted) {
      messages.put(posted.seq(), posted);
      texts.put(posted.seq(), new ArrayList<>(List.of(posted.text())));
    } else if (event instanceof MessageEdited edited) {
      texts.get(edited.message()).add(edited.text());
    } else if (event instanceof ReactionAdded added) {
      assertTrue(reactors(added.message(), added.emoji()).add(added.author().id()));
    } else if (event instanceof ReactionRemoved removed) {
      assertTrue(reactors(removed.message(), removed.emoji()).remove(removed.author().id()));
    } else if (event instanceof MessagePinned pinned) {
      pins.put(pinned.seq(), pinned.message());
    } else if (event instanceof MessageUnpinned unpinned) {
      pins.values().remove(unpinned.message());
    } else if (event instanceof MessageDeleted deleted) {
      texts.put(deleted.message(), List.of());
      pins.values().remove(deleted.message());
      EMOJI.forEach(emoji -> reactors(deleted.message(), emoji).clear());
    }
  }

  /** The event as the log has it now. */
  private RoomEvent now(RoomEvent event) {
    if (event instanceof MessagePosted posted) {
      return messages.get(posted.seq());
    }
    return event instanceof MessageEdited edited && messages.get(edited.message()).isDeleted()
        ? edited.erase()
        : event;
  }

  private void readPages() {
    long any = 1L + random.nextInt(events.size() + 1);
    int limit = 1 + random.nextInt(20);
    same(
        events.tailMap(any).values().stream().limit(limit).toList(),
        done(log.readAfter(room, any - 1, limit)));
    same(
        events.tailMap((long) events.size() - limit, false).values(),
        done(log.readLast(room, limit)));
    Collection<MessagePosted> older = messages.headMap(any).values();
    same(
        older.stream().skip(Math.max(0, older.size() - limit)).toList(),
        done(log.readBefore(room, any, limit)));
    List<Long> some = random.longs(limit, 1, events.size() + 3L).boxed().toList();
    same(
        messages.values().stream().filter(each -> some.contains(each.seq())).toList(),
        done(log.messages().messages(room, some)));
    List<MessagePosted> replies =
        messages.values().stream()
            .filter(each -> each.thread().equals(OptionalLong.of(any)))
            .toList();
    same(
        replies,
        done(log.messages().thread(room, any, OptionalLong.of(0), Long.MAX_VALUE, 10_000)));
    same(
        replies.subList(Math.max(0, replies.size() - limit), replies.size()),
        done(log.messages().thread(room, any, OptionalLong.empty(), Long.MAX_VALUE, limit)));
    long unread =
        messages.tailMap(any, false).values().stream()
            .filter(each -> !each.isDeleted() && !each.author().equals(users.get(0)))
            .count();
    assertEquals(unread, (int) done(log.countUnread(room, users.get(0).id(), any, 10_000)));
  }

  private void same(Iterable<? extends RoomEvent> expected, LogPage page) {
    List<RoomEvent> wanted = new ArrayList<>();
    expected.forEach(each -> wanted.add(withoutUsers(now(each))));
    assertEquals(wanted, page.events().stream().map(MessageModel::withoutUsers).toList());
    for (RoomEvent event : page.events()) {
      if (event instanceof MessagePosted posted) {
        posted.state().reactions().forEach(each -> checkUsers(posted.seq(), each));
      }
    }
  }

  private void checkUsers(long message, Reaction reaction) {
    Set<UserId> all = reactors(message, reaction.emoji());
    Set<UserId> named = new HashSet<>(reaction.users().stream().map(User::id).toList());
    assertEquals(all.size(), reaction.count());
    assertEquals(reaction.users().size(), named.size());
    assertTrue(named.size() <= Reaction.SHOWN && all.containsAll(named));
  }

  private static RoomEvent withoutUsers(RoomEvent event) {
    if (!(event instanceof MessagePosted posted)) {
      return event;
    }
    MessageState state = posted.state();
    return posted.with(
        new MessageState(
            state.rev(),
            state.edited(),
            state.deleted(),
            state.pinned(),
            state.reactions().stream()
                .map(each -> new Reaction(each.emoji(), each.count(), List.of()))
                .toList(),
            state.replies()));
  }

  /** Compares what is beside the messages, and the fold of the log with the messages. */
  void end() {
    NavigableMap<Long, MessagePosted> folded = new TreeMap<>();
    for (RoomEvent event : done(log.readAfter(room, 0, 100_000)).events()) {
      RoomEvent posted = event instanceof MessagePosted ? events.get(event.seq()) : event;
      posted
          .changedMessages()
          .forEach(seq -> folded.computeIfPresent(seq, (key, each) -> posted.applyTo(each)));
      if (posted instanceof MessagePosted message) {
        folded.put(message.seq(), message);
      }
    }
    same(folded.values(), done(log.messages().messages(room, List.copyOf(folded.keySet()))));
    assertEquals(
        List.copyOf(pins.descendingMap().entrySet()),
        done(log.messages().pins(room, Long.MAX_VALUE, 1_000)).stream()
            .map(pin -> Map.entry(pin.seq(), pin.message()))
            .toList());
    texts.forEach(
        (seq, all) ->
            assertEquals(
                all,
                done(log.messages().versions(room, seq, 0, 1_000)).stream()
                    .map(MessageReader.Version::text)
                    .toList()));
    for (User user : users) {
      Map<Long, List<String>> own =
          done(log.messages().reactionsOf(user.id(), room, messages.keySet()));
      for (long seq : messages.keySet()) {
        List<String> wanted =
            EMOJI.stream()
                .filter(each -> reactors(seq, each).contains(user.id()))
                .sorted()
                .toList();
        assertEquals(wanted, own.getOrDefault(seq, List.of()));
      }
    }
    for (long seq : messages.keySet()) {
      for (String emoji : EMOJI) {
        assertEquals(
            List.copyOf(reactors(seq, emoji)),
            done(log.messages().reactors(room, seq, emoji, Optional.empty(), 1_000)).stream()
                .map(User::id)
                .toList());
      }
    }
  }
}
