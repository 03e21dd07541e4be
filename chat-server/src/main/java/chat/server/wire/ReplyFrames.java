package chat.server.wire;

import chat.core.command.Command;
import chat.core.command.JoinByCode;
import chat.core.command.JoinByInvite;
import chat.core.command.JoinRoom;
import chat.core.command.Reply;
import chat.core.event.MessagePosted;
import chat.core.model.Invite;
import chat.core.search.Snippet;

/**
 * The frame of every reply that is one: {@link Reply.Entered} becomes a welcome, and {@link
 * Reply.TypingNoted} is not told. Stateless, thread-safe.
 */
final class ReplyFrames {
  static final FrameTable<Reply> TABLE =
      new FrameTable<Reply>()
          .with(Reply.UsernameSet.class, "username_set", ReplyFrames::usernameSet)
          .with(Reply.RoomsListed.class, "rooms_list", ReplyFrames::rooms)
          .with(Reply.RoomCreated.class, "room_created", ReplyFrames::created)
          .with(Reply.JoinedRoom.class, "joined_room", ReplyFrames::joined)
          .with(Reply.LeftRoom.class, "left_room", ReplyFrames::left)
          .with(Reply.MembersListed.class, "members", ReplyFrames::members)
          .with(Reply.RoomChangeStored.class, "room_changed", ReplyFrames::roomChanged)
          .with(Reply.MessageSent.class, "message_sent", ReplyFrames::sent)
          .with(Reply.HistoryRead.class, "history", ReplyFrames::history)
          .with(Reply.InviteCreated.class, "invite_created", ReplyFrames::inviteCreated)
          .with(Reply.InvitesListed.class, "invites_list", ReplyFrames::invites)
          .with(Reply.InviteRevoked.class, "invite_revoked", ReplyFrames::inviteRevoked)
          .with(Reply.MessagesFound.class, "search", ReplyFrames::found)
          .with(Reply.MarkedRead.class, "marked_read", ReplyFrames::marked);

  private ReplyFrames() {}

  /** Writes the members of the reply to {@code command}, without type. */
  static void write(Json json, Command<?> command, Reply reply) {
    if (reply instanceof Reply.JoinedRoom joined && !wantsUsers(command)) {
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

  private static void usernameSet(Json json, Reply.UsernameSet reply) {
    Shapes.user(json.name("user"), reply.user());
  }

  static void rooms(Json json, Reply.RoomsListed reply) {
    json.list("rooms", reply.rooms(), Shapes::room).bool("more", reply.more());
  }

  private static void created(Json json, Reply.RoomCreated reply) {
    Shapes.room(json.name("room"), reply.room());
  }

  private static void joined(Json json, Reply.JoinedRoom reply) {
    Shapes.room(json.name("room"), reply.room());
    json.list("users", reply.users(), Shapes::user);
    eventsOf(json, reply);
  }

  private static void joinedWithoutUsers(Json json, Reply.JoinedRoom reply) {
    Shapes.room(json.name("room"), reply.room());
    eventsOf(json, reply);
  }

  private static void eventsOf(Json json, Reply.JoinedRoom reply) {
    json.list("events", reply.events(), EventFrames::write);
    Shapes.position(json.name("head"), reply.head());
    json.bool("resumed", reply.resumed());
    reply.from().ifPresent(seq -> json.number("from", seq));
    json.bool("more", reply.more());
  }

  private static void left(Json json, Reply.LeftRoom reply) {
    json.string("room", reply.room().value());
  }

  private static void members(Json json, Reply.MembersListed reply) {
    json.string("room", reply.room().value())
        .list("users", reply.users(), Shapes::user)
        .bool("more", reply.more());
  }

  static void roomChanged(Json json, Reply.RoomChangeStored reply) {
    json.string("room", reply.room().value());
    reply.seq().ifPresent(seq -> json.number("seq", seq));
    json.string("client_id", reply.clientId());
    reply.at().ifPresent(at -> json.time("at", at));
    json.flag("duplicate", reply.duplicate()).flag("unchanged", reply.seq().isEmpty());
  }

  static void sent(Json json, Reply.MessageSent reply) {
    json.string("room", reply.room().value())
        .number("seq", reply.seq())
        .string("client_id", reply.clientId())
        .time("at", reply.at())
        .flag("private", Shapes.isPrivate(reply.room()))
        .flag("duplicate", reply.duplicate());
  }

  private static void history(Json json, Reply.HistoryRead reply) {
    json.string("room", reply.room().value());
    page(json, reply);
  }

  /** A page of history without the name of its room, which a URL says already. */
  static void page(Json json, Reply.HistoryRead reply) {
    json.list("events", reply.events(), EventFrames::write);
    Shapes.position(json.name("head"), reply.head());
    reply.from().ifPresent(seq -> json.number("from", seq));
    json.bool("more", reply.more());
  }

  private static void inviteCreated(Json json, Reply.InviteCreated reply) {
    json.string("room", reply.invite().room().value());
    invite(json.name("invite"), reply.invite());
    json.string("secret", reply.secret());
  }

  private static void invites(Json json, Reply.InvitesListed reply) {
    json.string("room", reply.room().value()).list("invites", reply.invites(), ReplyFrames::invite);
  }

  private static void inviteRevoked(Json json, Reply.InviteRevoked reply) {
    json.string("room", reply.room().value()).string("invite", reply.invite());
  }

  private static void invite(Json json, Invite invite) {
    json.object(
        it ->
            it.string("id", invite.id())
                .string("author", invite.author().value())
                .time("at", invite.at()));
  }

  static void found(Json json, Reply.MessagesFound reply) {
    json.list("hits", reply.hits(), ReplyFrames::hit)
        .bool("more", reply.more())
        .string("cursor", reply.cursor());
  }

  private static void hit(Json json, Reply.Hit hit) {
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

  private static void marked(Json json, Reply.MarkedRead reply) {
    json.string("room", reply.room().value())
        .number("seq", reply.seq())
        .number("unread", reply.unread());
  }
}
