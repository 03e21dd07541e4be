package chat.core.port;

import chat.core.model.Membership;
import chat.core.model.MessageDraft;
import chat.core.model.Notifications;
import chat.core.model.ReadMarker;
import chat.core.model.RoomId;
import chat.core.model.RoomInvite;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** A directory that delegates to its parts. As thread-safe as its parts. */
final class JoinedDirectory implements Directory {
  private final UserDirectory users;
  private final RoomDirectory rooms;
  private final MembershipStore memberships;
  private final RoomInviteStore invites;
  private final DraftStore drafts;
  private final FollowStore follows;

  JoinedDirectory(
      UserDirectory users,
      RoomDirectory rooms,
      MembershipStore memberships,
      RoomInviteStore invites,
      DraftStore drafts,
      FollowStore follows) {
    this.users = users;
    this.rooms = rooms;
    this.memberships = memberships;
    this.invites = invites;
    this.drafts = drafts;
    this.follows = follows;
  }

  @Override
  public CompletionStage<Boolean> addUser(User user, Instant at) {
    return users.addUser(user, at);
  }

  @Override
  public CompletionStage<Boolean> rename(UserId user, String name) {
    return users.rename(user, name);
  }

  @Override
  public CompletionStage<Boolean> putUser(User user, Instant at) {
    return users.putUser(user, at);
  }

  @Override
  public CompletionStage<Void> retire(UserId user) {
    return users.retire(user);
  }

  @Override
  public CompletionStage<Void> releaseName(UserId user) {
    return users.releaseName(user);
  }

  @Override
  public CompletionStage<Map<UserId, User>> users(Collection<UserId> ids) {
    return users.users(ids);
  }

  @Override
  public CompletionStage<Map<UserId, User>> active(Collection<UserId> ids) {
    return users.active(ids);
  }

  @Override
  public CompletionStage<Map<String, User>> usersNamed(Collection<String> names) {
    return users.usersNamed(names);
  }

  @Override
  public CompletionStage<Void> seen(Collection<UserId> users, Instant at) {
    return this.users.seen(users, at);
  }

  @Override
  public CompletionStage<Set<RoomId>> forgetGuests(Instant idleSince) {
    return users.forgetGuests(idleSince);
  }

  @Override
  public CompletionStage<Addition> addRoom(
      RoomRecord room, Collection<UserId> members, RoomBounds bounds) {
    return rooms.addRoom(room, members, bounds);
  }

  @Override
  public CompletionStage<Map<RoomId, RoomRecord>> rooms(Collection<RoomId> ids) {
    return rooms.rooms(ids);
  }

  @Override
  public CompletionStage<Optional<RoomRecord>> roomWithCode(String code) {
    return rooms.roomWithCode(code);
  }

  @Override
  public CompletionStage<List<RoomRecord>> publicRooms(Optional<RoomId> after, int limit) {
    return rooms.publicRooms(after, limit);
  }

  @Override
  public CompletionStage<List<RoomRecord>> permanentRooms() {
    return rooms.permanentRooms();
  }

  @Override
  public CompletionStage<List<RoomRecord>> codeRooms() {
    return rooms.codeRooms();
  }

  @Override
  public CompletionStage<List<UserId>> removeRoom(RoomId room) {
    return rooms.removeRoom(room);
  }

  @Override
  public CompletionStage<List<Membership>> memberships(UserId user) {
    return memberships.memberships(user);
  }

  @Override
  public CompletionStage<Set<UserId>> join(RoomId room, Map<UserId, Long> marks, int most) {
    return memberships.join(room, marks, most);
  }

  @Override
  public CompletionStage<Void> leave(RoomId room, UserId user) {
    return memberships.leave(room, user);
  }

  @Override
  public CompletionStage<Optional<ReadMarker>> mark(RoomId room, UserId user, long seq) {
    return memberships.mark(room, user, seq);
  }

  @Override
  public CompletionStage<Optional<ReadMarker>> markUnread(RoomId room, UserId user, long seq) {
    return memberships.markUnread(room, user, seq);
  }

  @Override
  public CompletionStage<Boolean> setNotifications(
      RoomId room, UserId user, Notifications notifications) {
    return memberships.setNotifications(room, user, notifications);
  }

  @Override
  public CompletionStage<Void> addInvite(RoomInvite invite, String hash) {
    return invites.addInvite(invite, hash);
  }

  @Override
  public CompletionStage<Optional<RoomInvite>> invite(String hash) {
    return invites.invite(hash);
  }

  @Override
  public CompletionStage<List<RoomInvite>> invites(RoomId room) {
    return invites.invites(room);
  }

  @Override
  public CompletionStage<Void> removeInvite(RoomId room, String invite) {
    return invites.removeInvite(room, invite);
  }

  @Override
  public CompletionStage<DraftStore.Result> saveDraft(UserId user, MessageDraft draft) {
    return drafts.saveDraft(user, draft);
  }

  @Override
  public CompletionStage<List<MessageDraft>> drafts(UserId user) {
    return drafts.drafts(user);
  }

  @Override
  public CompletionStage<List<MessageDraft>> drafts(UserId user, RoomId room) {
    return drafts.drafts(user, room);
  }

  @Override
  public CompletionStage<FollowStore.Result> follow(
      UserId user, RoomId room, long root, boolean on) {
    return follows.follow(user, room, root, on);
  }

  @Override
  public CompletionStage<Optional<Follow>> markThread(
      UserId user, RoomId room, long root, long seq) {
    return follows.markThread(user, room, root, seq);
  }

  @Override
  public CompletionStage<Optional<FollowStore.FollowedThread>> followedThread(
      UserId user, RoomId room, long root, int max) {
    return follows.followedThread(user, room, root, max);
  }

  @Override
  public CompletionStage<List<FollowStore.FollowedThread>> followedThreads(
      UserId user, int limit, int max) {
    return follows.followedThreads(user, limit, max);
  }

  @Override
  public CompletionStage<List<Change>> followChanges(
      UserId user, RoomId room, long change, int max) {
    return follows.followChanges(user, room, change, max);
  }
}
