package chat.core.internal.membership;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.SetUsername;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.room.CommandContext;
import chat.core.model.User;
import chat.core.model.UserId;
import java.util.List;

/** Handler of {@link SetUsername}. Stateless. */
public final class RenameHandler {
  private RenameHandler() {}

  public static void rename(
      CommandContext context, PendingReply<SetUsername.Renamed> request, SetUsername command) {
    UserId id = request.user().id();
    context.await(
        context.chat().directory().rename(id, command.name()),
        request,
        done -> {
          if (done) {
            adopt(context, request);
          } else {
            request.answerNow(
                new Outcome.Refused<>(
                    Refusal.NAME_TAKEN,
                    "username",
                    "The name " + command.name() + " is already taken."));
          }
        });
  }

  /**
   * Applies the name that the directory has now, which is the last one when two connections change
   * it concurrently.
   */
  private static void adopt(CommandContext context, PendingReply<SetUsername.Renamed> request) {
    ConnectedUser user = request.user();
    context.await(
        context.chat().directory().users(List.of(user.id())),
        request,
        users -> {
          User profile = users.getOrDefault(user.id(), user.profile());
          boolean isNew = !profile.equals(user.profile());
          user.update(profile);
          request.answerNow(Outcome.accepted(new SetUsername.Renamed(profile)));
          if (isNew) {
            context.connectedUsers().changed(user, profile, request.from());
            context.rooms().peers().changed(profile.id());
          }
        });
  }
}
