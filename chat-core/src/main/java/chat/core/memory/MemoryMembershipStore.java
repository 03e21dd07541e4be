package chat.core.memory;

import chat.core.model.Membership;
import chat.core.model.Notifications;
import chat.core.model.ReadMarker;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.MembershipStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** The memberships in the rooms of a {@link MemoryStore}. Thread-safe by the store's monitor. */
final class MemoryMembershipStore implements MembershipStore {
  private final MemoryStore store;
  private final MemoryUsers users;

  MemoryMembershipStore(MemoryStore store) {
    this.store = store;
    this.users = store.users();
  }

  @Override
  public CompletionStage<List<Membership>> memberships(UserId user) {
    return store.run(
        () ->
            store.rooms().of(user).stream()
                .map(id -> store.rooms().get(id).members().get(user))
                .toList());
  }

  @Override
  public CompletionStage<Set<UserId>> join(RoomId room, Map<UserId, Long> marks, int most) {
    return store.run(
        () -> {
          MemoryRoom joined = store.rooms().get(room);
          Set<UserId> leftOut = new TreeSet<>();
          marks.forEach(
              (user, mark) -> {
                if (users.isRetired(user)) {
                  return;
                }
                if (joined.members().containsKey(user) || store.rooms().count(user) < most) {
                  store.rooms().join(joined, user, mark);
                } else {
                  leftOut.add(user);
                }
              });
          return leftOut;
        });
  }

  @Override
  public CompletionStage<Void> leave(RoomId room, UserId user) {
    return store.run(
        () -> {
          store.rooms().leave(store.rooms().get(room), user);
          return null;
        });
  }

  @Override
  public CompletionStage<Optional<ReadMarker>> mark(RoomId room, UserId user, long seq) {
    return change(room, user, before -> before.with(before.marker().raised(seq)))
        .thenApply(changed -> changed.map(Membership::marker));
  }

  @Override
  public CompletionStage<Optional<ReadMarker>> markUnread(RoomId room, UserId user, long seq) {
    return change(room, user, before -> before.with(before.marker().setTo(seq)))
        .thenApply(changed -> changed.map(Membership::marker));
  }

  @Override
  public CompletionStage<Boolean> setNotifications(
      RoomId room, UserId user, Notifications notifications) {
    return change(room, user, before -> before.with(notifications)).thenApply(Optional::isPresent);
  }

  /** Changes a membership; returns it as it is afterwards, or empty when there is none. */
  private CompletionStage<Optional<Membership>> change(
      RoomId room, UserId user, UnaryOperator<Membership> change) {
    return store.run(
        () ->
            Optional.ofNullable(
                store
                    .rooms()
                    .get(room)
                    .members()
                    .computeIfPresent(user, (id, before) -> change.apply(before))));
  }
}
