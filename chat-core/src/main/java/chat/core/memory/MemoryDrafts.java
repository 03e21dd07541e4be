package chat.core.memory;

import chat.core.model.MessageDraft;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.DraftStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The drafts of the members of rooms. Guarded by the store's monitor. */
final class MemoryDrafts {
  /** The place of a draft of a user; there are no roots below 1. */
  private record Place(RoomId room, long root) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::room).thenComparingLong(Place::root);

    Place(RoomId room, OptionalLong root) {
      this(room, root.orElse(0));
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private final Map<UserId, Map<Place, MessageDraft>> byUser = new HashMap<>();

  /**
   * Stores a draft of a member.
   *
   * @param changes how often drafts of the member in the room have changed until now
   */
  DraftStore.Result save(UserId user, MessageDraft draft, long changes) {
    Map<Place, MessageDraft> drafts = byUser.computeIfAbsent(user, id -> new TreeMap<>());
    Place place = new Place(draft.room(), draft.root());
    MessageDraft known = drafts.get(place);
    if (known != null && known.rev() >= draft.rev()) {
      return new DraftStore.Result.Kept(known, false, changes);
    }
    if (!draft.isRemoved() && !fits(drafts, place, draft)) {
      return DraftStore.Result.Rejected.TOO_MANY;
    }
    drafts.put(place, draft);
    drafts.values().stream()
        .filter(MessageDraft::isRemoved)
        .sorted(Comparator.comparingLong(MessageDraft::rev).reversed())
        .skip(DraftStore.MAX_REMOVED)
        .toList()
        .forEach(old -> drafts.remove(new Place(old.room(), old.root())));
    return new DraftStore.Result.Kept(draft, true, changes + 1);
  }

  private static boolean fits(Map<Place, MessageDraft> drafts, Place place, MessageDraft draft) {
    int count = 1;
    long bytes = DraftStore.weight(draft);
    for (Map.Entry<Place, MessageDraft> each : drafts.entrySet()) {
      if (!each.getValue().isRemoved() && !each.getKey().equals(place)) {
        count++;
        bytes += DraftStore.weight(each.getValue());
      }
    }
    return count <= DraftStore.MAX_DRAFTS && bytes <= DraftStore.MAX_BYTES;
  }

  List<MessageDraft> of(UserId user) {
    return drafts(user).filter(draft -> !draft.isRemoved()).toList();
  }

  List<MessageDraft> of(UserId user, RoomId room) {
    return drafts(user).filter(draft -> draft.room().equals(room)).toList();
  }

  private Stream<MessageDraft> drafts(UserId user) {
    return byUser.getOrDefault(user, new TreeMap<>()).values().stream();
  }

  /** Forgets the drafts of a user whose membership has ended. */
  void forget(UserId user, RoomId room) {
    byUser.computeIfPresent(
        user,
        (id, drafts) -> {
          drafts.keySet().removeIf(place -> place.room().equals(room));
          return drafts.isEmpty() ? null : drafts;
        });
  }
}
