package chat.server.wire;

import chat.core.command.CreateInvite;
import chat.core.command.ListInvites;
import chat.core.command.Reply;
import chat.core.command.RevokeInvite;
import chat.core.model.Invite;

/** Frames about invitations to rooms. Stateless, thread-safe. */
final class InviteFrames {
  static final FrameTable<Reply> REPLIES =
      new FrameTable<Reply>()
          .with(CreateInvite.Created.class, "invite_created", InviteFrames::inviteCreated)
          .withPage(ListInvites.Listed.class, "invites_list", InviteFrames::invites)
          .with(RevokeInvite.Revoked.class, "invite_revoked", InviteFrames::inviteRevoked);

  private InviteFrames() {}

  private static void inviteCreated(Json json, CreateInvite.Created reply) {
    json.string("room", reply.invite().room().value());
    invite(json.name("invite"), reply.invite());
    json.string("secret", reply.secret());
  }

  private static void invites(Json json, ListInvites.Listed reply) {
    json.string("room", reply.room().value())
        .list("invites", reply.invites(), InviteFrames::invite);
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
}
