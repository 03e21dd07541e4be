package chat.core.memory;

import chat.core.event.MessagePosted;
import chat.core.model.Membership;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.Appended;
import chat.core.port.FollowStore;
import chat.core.port.FollowStore.Follow;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Which threads the members of rooms follow. Guarded by the store's monitor. */
final class MemoryFollows {
  private record Place(RoomId room, long root) {}

  /** Of each user those first that were set or renewed the longest time ago. */
  private final Map<UserId, LinkedHashMap<Place, Follow>> byUser = new HashMap<>();

  Optional<Follow> find(UserId user, RoomId room, long root) {
    return Optional.ofNullable(of(user).get(new Place(room, root)));
  }

  /**
   * Sets the state of a member, with its mark raised to {@code mark}; empty when the user is not a
   * member.
   */
  Optional<Follow> set(MemoryRoom room, UserId user, long root, boolean on, long mark) {
    Optional<Long> change = countChange(room, user);
    if (change.isEmpty()) {
      return Optional.empty();
    }
    long before = find(user, room.id(), root).map(Follow::mark).orElse(0L);
    Follow follow = new Follow(root, on, Math.max(before, mark), change.get());
    renew(user, new Place(room.id(), root), follow);
    return Optional.of(follow);
  }

  /** Raises the mark of a followed thread, as a change. */
  Follow mark(MemoryRoom room, UserId user, Follow before, long mark) {
    long change = countChange(room, user).orElseThrow();
    Follow follow = new Follow(before.root(), true, mark, change);
    byUser.get(user).put(new Place(room.id(), before.root()), follow);
    return follow;
  }

  private static Optional<Long> countChange(MemoryRoom room, UserId user) {
    return Optional.ofNullable(
            room.members()
                .computeIfPresent(
                    user, (id, before) -> before.withFollowChanges(before.followChanges() + 1)))
        .map(Membership::followChanges);
  }

  private void renew(UserId user, Place place, Follow follow) {
    LinkedHashMap<Place, Follow> follows =
        byUser.computeIfAbsent(user, id -> new LinkedHashMap<>());
    follows.remove(place); // to be the last one
    follows.put(place, follow);
    if (follows.size() > FollowStore.MAX_FOLLOWS) {
      Iterator<Place> places = follows.keySet().iterator();
      places.next();
      places.remove();
    }
  }

  /**
   * Makes the author of a reply follow its thread, and the author of the root if it is the first.
   *
   * @param root the root before the reply; empty when it is not kept
   * @param followers receives those who did not follow before
   */
  void replied(
      MemoryRoom room,
      MessagePosted reply,
      Optional<MessagePosted> root,
      List<Appended.Follower> followers) {
    long thread = reply.thread().getAsLong();
    UserId author = reply.author().id();
    Optional<Follow> known = find(author, room.id(), thread).filter(Follow::on);
    if (known.isPresent()) {
      Follow raised = new Follow(thread, true, reply.seq(), known.get().change());
      renew(author, new Place(room.id(), thread), raised);
    } else {
      set(room, author, thread, true, reply.seq())
          .ifPresent(follow -> followers.add(new Appended.Follower(author, follow)));
    }
    if (root.isPresent() && root.get().state().replies().isEmpty()) {
      UserId first = root.get().author().id();
      if (find(first, room.id(), thread).isEmpty()) {
        set(room, first, thread, true, thread)
            .ifPresent(follow -> followers.add(new Appended.Follower(first, follow)));
      }
    }
  }

  /** Calls {@code visitor} with each state of a user. */
  void each(UserId user, BiConsumer<RoomId, Follow> visitor) {
    of(user).forEach((place, follow) -> visitor.accept(place.room(), follow));
  }

  private Map<Place, Follow> of(UserId user) {
    return byUser.getOrDefault(user, new LinkedHashMap<>());
  }

  /** Forgets the states of a user whose membership has ended. */
  void forget(UserId user, RoomId room) {
    byUser.computeIfPresent(
        user,
        (id, follows) -> {
          follows.keySet().removeIf(place -> place.room().equals(room));
          return follows.isEmpty() ? null : follows;
        });
  }
}
