package chat.core.memory;

import chat.core.model.Membership;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.MembershipStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

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
                .map(id -> new Membership(id, store.rooms().get(id).members().get(user)))
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
  public CompletionStage<Void> mark(RoomId room, UserId user, long seq) {
    return store.run(
        () -> {
          store.rooms().get(room).mark(user, seq);
          return null;
        });
  }
}
