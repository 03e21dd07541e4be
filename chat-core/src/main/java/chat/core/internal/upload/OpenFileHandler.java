package chat.core.internal.upload;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.file.OpenFile;
import chat.core.command.file.OpenFile.Opened;
import chat.core.event.MessagePosted;
import chat.core.file.FileInfo;
import chat.core.file.Upload;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.CommandContext;
import chat.core.internal.room.Room;
import chat.core.internal.room.RoomTask;
import chat.core.port.LogPage;
import java.util.List;
import java.util.Optional;

/**
 * Handler of {@link OpenFile}. What the message has at that moment decides: a file of a deleted
 * message is not found, and a file that the user may not read cannot be told from one that does not
 * exist. Stateless.
 */
public final class OpenFileHandler {
  private OpenFileHandler() {}

  public static void open(CommandContext context, PendingReply<Opened> request, OpenFile command) {
    request.when(
        context.chat().uploads().upload(command.file()),
        found -> {
          Optional<Upload> bound = found.filter(each -> each.message().isPresent());
          if (bound.isEmpty()) {
            request.answerNow(notFound());
          } else {
            context
                .rooms()
                .submit(
                    bound.get().room(),
                    request,
                    RoomTask.of(request, (room, same) -> open(room, same, bound.get())));
          }
        });
  }

  private static void open(Room room, PendingReply<Opened> request, Upload file) {
    if (!AccessPolicy.mayRead(room, request.user())) {
      room.broadcaster().answer(request, notFound());
      return;
    }
    List<Long> message = List.of(file.message().getAsLong());
    request.when(
        room.chat().log().messages().messages(room.id(), message),
        page ->
            request.answerNow(
                find(page, file)
                    .<Outcome<Opened>>map(each -> Outcome.accepted(new Opened(each)))
                    .orElseGet(OpenFileHandler::notFound)));
  }

  private static Optional<FileInfo> find(LogPage page, Upload file) {
    return page.events().stream()
        .map(MessagePosted.class::cast)
        .flatMap(message -> message.files().stream())
        .filter(each -> each.id().equals(file.id()))
        .findFirst();
  }

  private static Outcome.Refused<Opened> notFound() {
    return new Outcome.Refused<>(Refusal.NOT_FOUND, "File not found.");
  }
}
