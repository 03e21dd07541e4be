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

/** Taking another name. */
public final class RenameHandler {
  private RenameHandler() {}

  public static void rename(
      CommandContext context, PendingReply<SetUsername.Renamed> request, SetUsername command) {
    UserId id = request.person().id();
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
                    "Somebody else is called " + command.name() + "."));
          }
        });
  }

  /** Takes the name that the directory has now, which decides between two connections' wishes. */
  private static void adopt(CommandContext context, PendingReply<SetUsername.Renamed> request) {
    ConnectedUser person = request.person();
    context.await(
        context.chat().directory().users(List.of(person.id())),
        request,
        users -> {
          User user = users.getOrDefault(person.id(), person.user());
          boolean isNew = !user.equals(person.user());
          person.called(user);
          request.answerNow(Outcome.accepted(new SetUsername.Renamed(user)));
          if (isNew) {
            context.connectedUsers().changed(person, user, request.from());
            context.rooms().peers().changed(user.id());
          }
        });
  }
}
