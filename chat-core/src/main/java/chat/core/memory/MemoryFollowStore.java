package chat.core.memory;

import chat.core.event.MessagePosted;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.FollowStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** The followed threads of a {@link MemoryStore}. Thread-safe by the store's monitor. */
final class MemoryFollowStore implements FollowStore {
  /** A thread, and when its last message was posted. */
  private record Dated(FollowedThread thread, Instant at) {
    private static final Comparator<Dated> LATEST_FIRST =
        Comparator.comparing(Dated::at)
            .reversed()
            .thenComparing(each -> each.thread().room())
            .thenComparing(each -> each.thread().root());
  }

  private final MemoryStore store;

  MemoryFollowStore(MemoryStore store) {
    this.store = store;
  }

  private MemoryFollows follows() {
    return store.rooms().follows();
  }

  @Override
  public CompletionStage<Result> follow(UserId user, RoomId id, long root, boolean on) {
    return store.run(
        () -> {
          MemoryRoom room = store.rooms().get(id);
          if (!room.members().containsKey(user)) {
            return Result.Rejected.NOT_MEMBER;
          }
          Optional<Follow> known = follows().find(user, id, root);
          if (known.isPresent() && known.get().on() == on) {
            return new Result.Kept(known.get(), false);
          }
          OptionalLong last = last(room, root);
          if (last.isEmpty() && (on || known.isEmpty())) {
            return Result.Rejected.NO_THREAD;
          }
          long mark = on ? last.getAsLong() : 0;
          return new Result.Kept(follows().set(room, user, root, on, mark).orElseThrow(), true);
        });
  }

  /** The last message of a thread; empty when no thread has this root, and none can have it. */
  private static OptionalLong last(MemoryRoom room, long root) {
    NavigableSet<Long> replies = room.states().replies(root);
    if (!replies.isEmpty()) {
      return OptionalLong.of(replies.last());
    }
    boolean isRoot =
        room.message(root)
            .filter(message -> message.thread().isEmpty() && !message.isDeleted())
            .isPresent();
    return isRoot ? OptionalLong.of(root) : OptionalLong.empty();
  }

  @Override
  public CompletionStage<Optional<Follow>> markThread(UserId user, RoomId id, long root, long seq) {
    return store.run(
        () -> {
          MemoryRoom room = store.rooms().get(id);
          return follows()
              .find(user, id, root)
              .filter(Follow::on)
              .map(known -> known.mark() >= seq ? known : follows().mark(room, user, known, seq));
        });
  }

  @Override
  public CompletionStage<Optional<FollowedThread>> followedThread(
      UserId user, RoomId id, long root, int max) {
    return store.run(
        () ->
            follows()
                .find(user, id, root)
                .filter(Follow::on)
                .flatMap(follow -> dated(user, id, follow, max))
                .map(Dated::thread));
  }

  @Override
  public CompletionStage<List<FollowedThread>> followedThreads(UserId user, int limit, int max) {
    return store.run(
        () -> {
          List<Dated> threads = new ArrayList<>();
          follows()
              .each(
                  user,
                  (id, follow) -> {
                    if (follow.on()) {
                      dated(user, id, follow, max).ifPresent(threads::add);
                    }
                  });
          return threads.stream()
              .sorted(Dated.LATEST_FIRST)
              .limit(limit)
              .map(Dated::thread)
              .toList();
        });
  }

  private Optional<Dated> dated(UserId user, RoomId id, Follow follow, int max) {
    MemoryRoom room = store.rooms().get(id);
    OptionalLong last = last(room, follow.root());
    if (last.isEmpty()) {
      return Optional.empty();
    }
    FollowedThread thread =
        new FollowedThread(
            id, follow.root(), last.getAsLong(), follow.mark(), unread(user, room, follow, max));
    return Optional.of(new Dated(thread, room.message(last.getAsLong()).orElseThrow().at()));
  }

  private static int unread(UserId user, MemoryRoom room, Follow follow, int max) {
    int unread = 0;
    for (long seq : room.states().replies(follow.root()).tailSet(follow.mark(), false)) {
      MessagePosted reply = room.message(seq).orElseThrow();
      if (!reply.isDeleted() && !reply.author().id().equals(user) && ++unread == max) {
        break;
      }
    }
    return unread;
  }

  @Override
  public CompletionStage<List<Change>> followChanges(UserId user, RoomId id, long change, int max) {
    return store.run(
        () -> {
          List<Change> changes = new ArrayList<>();
          follows()
              .each(
                  user,
                  (of, follow) -> {
                    if (of.equals(id) && follow.change() > change) {
                      MemoryRoom room = store.rooms().get(id);
                      changes.add(new Change(follow, unread(user, room, follow, max)));
                    }
                  });
          changes.sort(Comparator.comparing(each -> each.follow().change()));
          return changes;
        });
  }
}
