package chat.server.wire;

import chat.core.command.Reply;
import chat.core.command.room.CreateInvite;
import chat.core.command.room.ListInvites;
import chat.core.command.room.RevokeInvite;
import chat.core.model.RoomInvite;
import chat.server.wire.json.JsonWriter;

/** Frames of room invites. Stateless, thread-safe. */
final class InviteFrames {
  static final FrameTable<Reply> REPLIES =
      new FrameTable<Reply>()
          .with(CreateInvite.Created.class, "invite_created", InviteFrames::inviteCreated)
          .withPage(ListInvites.Listed.class, "invites_list", InviteFrames::invites)
          .with(RevokeInvite.Revoked.class, "invite_revoked", InviteFrames::inviteRevoked);

  private InviteFrames() {}

  private static void inviteCreated(JsonWriter json, CreateInvite.Created reply) {
    json.string("room", reply.invite().room().value());
    invite(json.name("invite"), reply.invite());
    json.string("secret", reply.secret());
  }

  private static void invites(JsonWriter json, ListInvites.Listed reply) {
    json.string("room", reply.room().value())
        .list("invites", reply.invites(), InviteFrames::invite);
  }

  private static void inviteRevoked(JsonWriter json, RevokeInvite.Revoked reply) {
    json.string("room", reply.room().value()).string("invite", reply.invite());
  }

  private static void invite(JsonWriter json, RoomInvite invite) {
    json.object(
        it ->
            it.string("id", invite.id())
                .string("author", invite.author().value())
                .time("at", invite.at()));
  }
}
