package chat.core.memory;

import chat.core.event.RoomEvent;
import chat.core.model.Conversation;
import chat.core.model.Membership;
import chat.core.model.Origin;
import chat.core.model.RoomId;
import chat.core.model.RoomInvite;
import chat.core.model.RoomKind;
import chat.core.model.RoomName;
import chat.core.model.RoomRecord;
import chat.core.model.UserId;
import chat.core.port.Appended;
import chat.core.port.RoomBounds;
import chat.core.port.RoomDirectory.Addition;
import chat.core.port.StoreException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The rooms of a {@link MemoryStore}, indexed by id, code, name and member. Guarded by the store's
 * monitor.
 */
final class MemoryRooms {
  private final Map<RoomId, MemoryRoom> byId = new HashMap<>();
  private final NavigableSet<RoomId> publicIds = new TreeSet<>();
  private final Map<String, RoomId> publicNames = new HashMap<>();
  private final Map<String, Integer> publicLooks = new HashMap<>(); // number of names per skeleton
  private final Map<String, RoomId> codes = new HashMap<>(); // never removed: codes are not reused
  private final Map<RoomId, String> origins = new HashMap<>();
  private final Map<UserId, NavigableSet<RoomId>> ofMember = new HashMap<>();
  private final Map<UserId, Integer> conversations = new HashMap<>();
  private final MemoryDrafts drafts = new MemoryDrafts();
  private final MemoryFollows follows = new MemoryFollows();

  /** The drafts of the members. */
  MemoryDrafts drafts() {
    return drafts;
  }

  /** Which threads the members follow. */
  MemoryFollows follows() {
    return follows;
  }

  Optional<MemoryRoom> find(RoomId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The room, which must exist. */
  MemoryRoom get(RoomId id) {
    return find(id).orElseThrow(() -> new StoreException("room does not exist: " + id));
  }

  /** Checks whether a room can be added with these members. */
  Addition check(RoomRecord room, Collection<UserId> members, RoomBounds bounds) {
    Addition addition = check(room);
    if (addition != Addition.ADDED) {
      return addition;
    }
    if (countLike(room, bounds.created()) >= bounds.created()) {
      return Addition.TOO_MANY;
    }
    if (room.kind() == RoomKind.PUBLIC
        && bounds.origin().groups().stream().anyMatch(this::isFull)) {
      return Addition.TOO_MANY_OF_ORIGIN;
    }
    boolean isFull = members.stream().anyMatch(member -> count(member) >= bounds.memberships());
    return isFull && room.kind() != RoomKind.DIRECT ? Addition.MEMBER_OF_TOO_MANY : Addition.ADDED;
  }

  private boolean isFull(Origin.Group group) {
    long rooms = origins.values().stream().filter(id -> id.startsWith(group.id())).count();
    return rooms >= group.publicRooms();
  }

  /** Stores the origin of a public room that was added. */
  void keepOrigin(RoomRecord room, Origin origin) {
    if (room.kind() == RoomKind.PUBLIC) {
      origin.id().ifPresent(id -> origins.put(room.id(), id));
    }
  }

  /** The number of rooms of a user, without conversations. */
  long count(UserId member) {
    return ofMember.getOrDefault(member, new TreeSet<>()).stream()
        .filter(id -> Conversation.of(id).isEmpty())
        .count();
  }

  /** The number of rooms with the kind and author of {@code room}, counted up to {@code most}. */
  private long countLike(RoomRecord room, int most) {
    return room.author().isEmpty()
        ? 0
        : byId.values().stream()
            .map(MemoryRoom::record)
            .filter(each -> each.kind() == room.kind() && each.author().equals(room.author()))
            .limit(most)
            .count();
  }

  private Addition check(RoomRecord room) {
    if (byId.containsKey(room.id())) {
      return Addition.ID_TAKEN;
    }
    if (room.kind() == RoomKind.PUBLIC && isTaken(room)) {
      return Addition.NAME_TAKEN;
    }
    if (room.kind() == RoomKind.CODE && codes.containsKey(room.code())) {
      return Addition.CODE_TAKEN;
    }
    return Addition.ADDED;
  }

  /** Whether the name is taken; permanent rooms may have a name that looks like another. */
  private boolean isTaken(RoomRecord room) {
    return publicNames.containsKey(RoomName.fold(room.name()))
        || (!room.permanent() && publicLooks.containsKey(RoomName.skeleton(room.name())));
  }

  MemoryRoom add(MemoryRoom room, Collection<UserId> members) {
    RoomRecord record = room.record();
    byId.put(record.id(), room);
    if (record.kind() == RoomKind.PUBLIC) {
      publicIds.add(record.id());
      addName(record);
    } else if (record.kind() == RoomKind.CODE) {
      codes.put(record.code(), record.id());
    }
    Conversation.of(record.id())
        .ifPresent(
            both -> both.people().forEach(each -> conversations.merge(each, 1, Integer::sum)));
    members.forEach(member -> join(room, member, 0));
    return room;
  }

  /**
   * Applies an event to the record of its room.
   *
   * @return why the record was not changed; empty when it was
   */
  Optional<Appended.Result> change(MemoryRoom room, RoomEvent event) {
    RoomRecord before = room.record();
    RoomRecord after = event.applyTo(before);
    if (after.equals(before)) {
      return Optional.of(new Appended.Unchanged());
    }
    if (before.kind() == RoomKind.PUBLIC) {
      forgetName(before);
      if (isTaken(after)) {
        addName(before);
        return Optional.of(new Appended.Rejected(Appended.Cause.NAME_TAKEN));
      }
      addName(after);
    }
    room.change(after);
    return Optional.empty();
  }

  private void addName(RoomRecord room) {
    publicNames.put(RoomName.fold(room.name()), room.id());
    publicLooks.merge(RoomName.skeleton(room.name()), 1, Integer::sum);
  }

  private void forgetName(RoomRecord room) {
    publicNames.remove(RoomName.fold(room.name()));
    publicLooks.computeIfPresent(
        RoomName.skeleton(room.name()), (look, count) -> count == 1 ? null : count - 1);
  }

  /** Removes a room, which must exist; returns its former members, by ascending id. */
  List<UserId> remove(RoomId id) {
    MemoryRoom room = get(id);
    List<UserId> members = room.members().keySet().stream().sorted().toList();
    members.forEach(member -> leave(room, member));
    byId.remove(id);
    origins.remove(id);
    if (publicIds.remove(id)) {
      forgetName(room.record());
    }
    Conversation.of(id)
        .ifPresent(
            both -> both.people().forEach(each -> conversations.merge(each, -1, Integer::sum)));
    return members;
  }

  void join(MemoryRoom room, UserId member, long mark) {
    RoomId id = room.record().id();
    room.members().putIfAbsent(member, new Membership(id, mark));
    ofMember.computeIfAbsent(member, first -> new TreeSet<>()).add(id);
  }

  void leave(MemoryRoom room, UserId member) {
    room.members().remove(member);
    drafts.forget(member, room.id());
    follows.forget(member, room.id());
    NavigableSet<RoomId> left = ofMember.get(member);
    if (left != null && left.remove(room.id()) && left.isEmpty()) {
      ofMember.remove(member);
    }
  }

  /** The rooms of a user, by ascending id. */
  List<RoomId> of(UserId member) {
    return List.copyOf(ofMember.getOrDefault(member, new TreeSet<>()));
  }

  /** Those of {@code users} who are the author of a stored event; scans all events of all rooms. */
  Set<UserId> authors(Set<UserId> users) {
    Set<UserId> authors = new HashSet<>();
    if (!users.isEmpty()) {
      byId.values().forEach(room -> room.addAuthors(users, authors));
    }
    return authors;
  }

  /** All conversations; scans all rooms. */
  List<Conversation> conversations() {
    return byId.keySet().stream().flatMap(id -> Conversation.of(id).stream()).toList();
  }

  boolean hasConversation(UserId user) {
    return conversations.getOrDefault(user, 0) > 0;
  }

  Optional<MemoryRoom> withCode(String code) {
    return Optional.ofNullable(codes.get(code)).map(byId::get);
  }

  Optional<RoomInvite> invite(String hash) {
    return byId.values().stream()
        .flatMap(room -> Optional.ofNullable(room.invites().get(hash)).stream())
        .findFirst();
  }

  Stream<RoomRecord> publicAfter(Optional<RoomId> after) {
    NavigableSet<RoomId> ids = after.isEmpty() ? publicIds : publicIds.tailSet(after.get(), false);
    return ids.stream().map(id -> byId.get(id).record());
  }

  /** The permanent rooms, by ascending id. */
  Stream<RoomRecord> permanent() {
    return ofKind(RoomKind.PUBLIC).filter(RoomRecord::permanent);
  }

  /** All rooms of a kind, by ascending id. */
  Stream<RoomRecord> ofKind(RoomKind kind) {
    return byId.values().stream()
        .map(MemoryRoom::record)
        .filter(room -> room.kind() == kind)
        .sorted(Comparator.comparing(RoomRecord::id));
  }
}
