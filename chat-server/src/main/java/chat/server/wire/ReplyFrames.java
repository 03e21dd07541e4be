package chat.server.wire;

import chat.core.command.ChangeRoom;
import chat.core.command.Command;
import chat.core.command.CreateInvite;
import chat.core.command.CreatePublicRoom;
import chat.core.command.Hello;
import chat.core.command.JoinByCode;
import chat.core.command.JoinByInvite;
import chat.core.command.JoinRoom;
import chat.core.command.LeaveRoom;
import chat.core.command.ListInvites;
import chat.core.command.ListMembers;
import chat.core.command.ListRooms;
import chat.core.command.MarkRead;
import chat.core.command.PostMessage;
import chat.core.command.ReadHistory;
import chat.core.command.Reply;
import chat.core.command.RevokeInvite;
import chat.core.command.SearchMessages;
import chat.core.command.SetTyping;
import chat.core.command.SetUsername;
import chat.core.event.MessagePosted;
import chat.core.model.Invite;
import chat.core.search.Snippet;

/**
 * The frame of every reply that is one: {@link Hello.Greeted} becomes a welcome, and {@link
 * SetTyping.Noted} is not told. Stateless, thread-safe.
 */
final class ReplyFrames {
  static final FrameTable<Reply> TABLE =
      new FrameTable<Reply>()
          .with(SetUsername.Renamed.class, "username_set", ReplyFrames::usernameSet)
          .with(ListRooms.Listed.class, "rooms_list", ReplyFrames::rooms)
          .with(CreatePublicRoom.Created.class, "room_created", ReplyFrames::created)
          .with(JoinRoom.Joined.class, "joined_room", ReplyFrames::joined)
          .with(LeaveRoom.Left.class, "left_room", ReplyFrames::left)
          .with(ListMembers.Listed.class, "members", ReplyFrames::members)
          .with(ChangeRoom.Changed.class, "room_changed", ReplyFrames::roomChanged)
          .with(PostMessage.Sent.class, "message_sent", ReplyFrames::sent)
          .with(ReadHistory.Read.class, "history", ReplyFrames::history)
          .with(CreateInvite.Created.class, "invite_created", ReplyFrames::inviteCreated)
          .with(ListInvites.Listed.class, "invites_list", ReplyFrames::invites)
          .with(RevokeInvite.Revoked.class, "invite_revoked", ReplyFrames::inviteRevoked)
          .with(SearchMessages.Found.class, "search", ReplyFrames::found)
          .with(MarkRead.Marked.class, "marked_read", ReplyFrames::marked);

  private ReplyFrames() {}

  /** Writes the members of the reply to {@code command}, without type. */
  static void write(Json json, Command<?> command, Reply reply) {
    if (reply instanceof JoinRoom.Joined joined && !wantsUsers(command)) {
      joinedWithoutUsers(json, joined);
    } else {
      TABLE.members(json, reply);
    }
  }

  private static boolean wantsUsers(Command<?> command) {
    if (command instanceof JoinByCode join) {
      return join.users();
    }
    return command instanceof JoinByInvite join ? join.users() : ((JoinRoom) command).users();
  }

  private static void usernameSet(Json json, SetUsername.Renamed reply) {
    Shapes.user(json.name("user"), reply.user());
  }

  static void rooms(Json json, ListRooms.Listed reply) {
    json.list("rooms", reply.rooms(), Shapes::room).bool("more", reply.more());
  }

  private static void created(Json json, CreatePublicRoom.Created reply) {
    Shapes.room(json.name("room"), reply.room());
  }

  private static void joined(Json json, JoinRoom.Joined reply) {
    Shapes.room(json.name("room"), reply.room());
    json.list("users", reply.users(), Shapes::user);
    eventsOf(json, reply);
  }

  private static void joinedWithoutUsers(Json json, JoinRoom.Joined reply) {
    Shapes.room(json.name("room"), reply.room());
    eventsOf(json, reply);
  }

  private static void eventsOf(Json json, JoinRoom.Joined reply) {
    json.list("events", reply.events(), EventFrames::write);
    Shapes.position(json.name("head"), reply.head());
    json.bool("resumed", reply.resumed());
    reply.from().ifPresent(seq -> json.number("from", seq));
    json.bool("more", reply.more());
  }

  private static void left(Json json, LeaveRoom.Left reply) {
    json.string("room", reply.room().value());
  }

  private static void members(Json json, ListMembers.Listed reply) {
    json.string("room", reply.room().value())
        .list("users", reply.users(), Shapes::user)
        .bool("more", reply.more());
  }

  static void roomChanged(Json json, ChangeRoom.Changed reply) {
    json.string("room", reply.room().value());
    reply.seq().ifPresent(seq -> json.number("seq", seq));
    json.string("client_id", reply.clientId());
    reply.at().ifPresent(at -> json.time("at", at));
    json.flag("duplicate", reply.duplicate()).flag("unchanged", reply.seq().isEmpty());
  }

  static void sent(Json json, PostMessage.Sent reply) {
    json.string("room", reply.room().value())
        .number("seq", reply.seq())
        .string("client_id", reply.clientId())
        .time("at", reply.at())
        .flag("private", Shapes.isPrivate(reply.room()))
        .flag("duplicate", reply.duplicate());
  }

  private static void history(Json json, ReadHistory.Read reply) {
    json.string("room", reply.room().value());
    page(json, reply);
  }

  /** A page of history without the name of its room, which a URL says already. */
  static void page(Json json, ReadHistory.Read reply) {
    json.list("events", reply.events(), EventFrames::write);
    Shapes.position(json.name("head"), reply.head());
    reply.from().ifPresent(seq -> json.number("from", seq));
    json.bool("more", reply.more());
  }

  private static void inviteCreated(Json json, CreateInvite.Created reply) {
    json.string("room", reply.invite().room().value());
    invite(json.name("invite"), reply.invite());
    json.string("secret", reply.secret());
  }

  private static void invites(Json json, ListInvites.Listed reply) {
    json.string("room", reply.room().value()).list("invites", reply.invites(), ReplyFrames::invite);
  }

  private static void inviteRevoked(Json json, RevokeInvite.Revoked reply) {
    json.string("room", reply.room().value()).string("invite", reply.invite());
  }

  private static void invite(Json json, Invite invite) {
    json.object(
        it ->
            it.string("id", invite.id())
                .string("author", invite.author().value())
                .time("at", invite.at()));
  }

  static void found(Json json, SearchMessages.Found reply) {
    json.list("hits", reply.hits(), ReplyFrames::hit)
        .bool("more", reply.more())
        .string("cursor", reply.cursor());
  }

  private static void hit(Json json, SearchMessages.Hit hit) {
    MessagePosted message = hit.message();
    json.object(
        it -> {
          it.string("room", message.room().value()).number("seq", message.seq());
          Shapes.user(it.name("user"), message.author());
          it.time("at", message.at()).flag("private", Shapes.isPrivate(message.room()));
          snippet(it.name("snippet"), hit.snippet());
        });
  }

  private static void snippet(Json json, Snippet snippet) {
    json.object(
        it ->
            it.string("text", snippet.text())
                .number("start", snippet.start())
                .number("length", snippet.length())
                .list("marks", snippet.marks(), ReplyFrames::mark));
  }

  private static void mark(Json json, Snippet.Mark mark) {
    json.object(it -> it.number("start", mark.start()).number("end", mark.end()));
  }

  private static void marked(Json json, MarkRead.Marked reply) {
    json.string("room", reply.room().value())
        .number("seq", reply.seq())
        .number("unread", reply.unread());
  }
}
