package chat.core.memory;

import chat.core.event.MessageEdited;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.LogPage;
import chat.core.port.MessageReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** The messages of a {@link MemoryStore}. Thread-safe by the store's monitor. */
final class MemoryMessageReader implements MessageReader {
  private final MemoryStore store;

  MemoryMessageReader(MemoryStore store) {
    this.store = store;
  }

  @Override
  public CompletionStage<LogPage> messages(RoomId id, Collection<Long> seqs) {
    return store.run(
        () -> {
          MemoryRoom room = store.rooms().get(id);
          List<RoomEvent> found = new ArrayList<>();
          seqs.stream().sorted().distinct().forEach(seq -> room.message(seq).ifPresent(found::add));
          return new LogPage(room.head(), found);
        });
  }

  @Override
  public CompletionStage<LogPage> thread(
      RoomId id, long root, OptionalLong after, long before, int limit) {
    return store.run(
        () -> {
          MemoryRoom room = store.rooms().get(id);
          List<RoomEvent> replies =
              room.between(root + 1, room.head().seq()).stream()
                  .filter(event -> isReply(event, root))
                  .filter(event -> event.seq() < before && event.seq() > after.orElse(root))
                  .toList();
          int surplus = Math.max(0, replies.size() - limit);
          return new LogPage(
              room.head(),
              after.isPresent()
                  ? replies.subList(0, replies.size() - surplus)
                  : replies.subList(surplus, replies.size()));
        });
  }

  private static boolean isReply(RoomEvent event, long root) {
    return event instanceof MessagePosted posted
        && posted.thread().isPresent()
        && posted.thread().getAsLong() == root;
  }

  @Override
  public CompletionStage<List<Pin>> pins(RoomId id, long before, int limit) {
    return store.run(() -> store.rooms().get(id).states().pins(before, limit));
  }

  @Override
  public CompletionStage<List<MessagePosted>> withFiles(RoomId id, long before, int limit) {
    return store.run(() -> store.rooms().get(id).withFiles(before, limit));
  }

  @Override
  public CompletionStage<List<Version>> versions(RoomId id, long message, long after, int limit) {
    return store.run(
        () -> {
          MemoryRoom room = store.rooms().get(id);
          return room
              .message(message)
              .filter(posted -> !posted.isDeleted())
              .map(posted -> versions(room, posted))
              .orElse(List.of())
              .stream()
              .filter(version -> version.rev() > after)
              .limit(limit)
              .toList();
        });
  }

  private static List<Version> versions(MemoryRoom room, MessagePosted message) {
    String first = room.states().firstText(message.seq()).orElse(message.text());
    List<Version> versions = new ArrayList<>();
    versions.add(new Version(message.seq(), message.at(), first));
    for (RoomEvent event : room.between(message.seq() + 1, room.head().seq())) {
      if (event instanceof MessageEdited edited
          && edited.message() == message.seq()
          && !edited.isDescription()) {
        versions.add(new Version(edited.seq(), edited.at(), edited.text()));
      }
    }
    return versions;
  }

  @Override
  public CompletionStage<List<User>> reactors(
      RoomId id, long message, String emoji, Optional<UserId> after, int limit) {
    return store.run(
        () -> {
          NavigableSet<UserId> all = store.rooms().get(id).states().reactors(message, emoji);
          Stream<UserId> ids = (after.isEmpty() ? all : all.tailSet(after.get(), false)).stream();
          return ids.flatMap(user -> store.users().find(user).stream()).limit(limit).toList();
        });
  }

  @Override
  public CompletionStage<MentionPage> mentions(UserId user, Place before, int limit) {
    return store.run(
        () -> {
          PriorityQueue<Source> newest = new PriorityQueue<>(Comparator.reverseOrder());
          for (RoomId id : store.rooms().of(user)) {
            MemoryRoom room = store.rooms().get(id);
            offer(newest, room, room.mentions().ofAll(before.number()));
            offer(newest, room, room.mentions().of(user, before.number()));
          }
          List<Mentioning> found = new ArrayList<>();
          long last = -1;
          while (found.size() <= limit && !newest.isEmpty()) {
            Source next = newest.remove();
            if (next.place() != last && !next.message().author().id().equals(user)) {
              Place place = new Place(next.message().at().toEpochMilli(), next.place());
              found.add(new Mentioning(next.message(), place));
            }
            last = next.place();
            offer(newest, next.room(), next.further());
          }
          return MentionPage.of(found, limit, Optional.empty());
        });
  }

  /** A message of a room, and the {@code seq}s of older ones to be merged. */
  private record Source(long place, MessagePosted message, MemoryRoom room, Iterator<Long> further)
      implements Comparable<Source> {
    @Override
    public int compareTo(Source other) {
      return Long.compare(place, other.place);
    }
  }

  private static void offer(Queue<Source> sources, MemoryRoom room, Iterator<Long> seqs) {
    if (seqs.hasNext()) {
      long seq = seqs.next();
      sources.add(new Source(room.place(seq), room.message(seq).orElseThrow(), room, seqs));
    }
  }

  @Override
  public CompletionStage<Map<Long, List<String>>> reactionsOf(
      UserId user, RoomId id, Collection<Long> messages) {
    return store.run(
        () -> {
          MemoryRoom room = store.rooms().get(id);
          Map<Long, List<String>> own = new TreeMap<>();
          for (long seq : messages) {
            List<String> emoji = room.states().reactionsOf(user, seq);
            if (!emoji.isEmpty()) {
              own.put(seq, emoji.stream().sorted().toList());
            }
          }
          return Collections.unmodifiableMap(own);
        });
  }
}
