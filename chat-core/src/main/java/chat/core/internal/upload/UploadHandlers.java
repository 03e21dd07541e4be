package chat.core.internal.upload;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.command.file.ContinueUpload;
import chat.core.command.file.ContinueUpload.Continued;
import chat.core.command.file.ContinueUpload.Step;
import chat.core.command.file.CreateUpload;
import chat.core.command.file.CreateUpload.Created;
import chat.core.command.file.ReadUpload;
import chat.core.command.file.RemoveUpload;
import chat.core.file.FileId;
import chat.core.file.FileInfo;
import chat.core.file.Upload;
import chat.core.file.UploadLimits;
import chat.core.file.UploadStore.Creation;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.Rejections;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.CommandContext;
import chat.core.internal.room.Room;
import chat.core.internal.room.RoomTask;
import java.util.Optional;

/**
 * Handlers of uploads. The right to send is checked in the lane of the room that an upload is for,
 * when it is created and each time that it is continued. Stateless.
 */
public final class UploadHandlers {
  private UploadHandlers() {}

  public static void create(
      CommandContext context, PendingReply<Created> request, CreateUpload command) {
    UploadLimits limits = context.chat().settings().uploads();
    if (command.length() > limits.maxFileBytes()) {
      request.answerNow(
          new Outcome.Refused<>(
              Refusal.TOO_LONG,
              "length",
              "A file must not be longer than " + limits.maxFileBytes() + " bytes."));
      return;
    }
    context
        .rooms()
        .submit(
            command.room(),
            request,
            RoomTask.opening(request, false, (room, same) -> create(room, same, command)));
  }

  private static void create(Room room, PendingReply<Created> request, CreateUpload command) {
    Optional<Outcome.Refused<Created>> rejection = rejection(room, request.user());
    if (rejection.isPresent()) {
      room.broadcaster().answer(request, rejection.get());
      return;
    }
    FileInfo file =
        new FileInfo(
            FileId.random(room.chat().random()),
            command.name(),
            FileInfo.UNKNOWN_TYPE,
            command.length(),
            command.media(),
            false,
            command.alt());
    Upload upload =
        Upload.begin(
            room.id(),
            request.user().id(),
            command.clientId(),
            room.chat().now(),
            command.length(),
            file);
    request.when(
        room.chat().uploads().create(upload, room.chat().settings().uploads().bounds()),
        creation -> request.answerNow(outcome(command, creation)));
  }

  private static Outcome<Created> outcome(CreateUpload command, Creation creation) {
    if (creation instanceof Creation.Created created) {
      return created.isNew() || created.upload().length() == command.length()
          ? Outcome.accepted(new Created(created.upload(), !created.isNew()))
          : Rejections.invalid("client_id", "This client_id was used for another upload.");
    }
    return switch ((Creation.Rejected) creation) {
      case TOO_MANY_OPEN ->
          new Outcome.Refused<>(
              Refusal.FORBIDDEN,
              "You have "
                  + UploadLimits.MAX_OPEN
                  + " unfinished uploads, the maximum. Finish or remove one first.");
      case NO_SPACE -> noSpace();
      case GONE -> Rejections.invalid("client_id", "The upload with this client_id was removed.");
    };
  }

  private static <R extends Reply> Outcome.Refused<R> noSpace() {
    return new Outcome.Refused<>(Refusal.QUOTA, "The server has no space for more files.");
  }

  private static <R extends Reply> Outcome.Refused<R> noSuchUpload() {
    return new Outcome.Refused<>(Refusal.NOT_FOUND, "Upload not found.");
  }

  /** The reason why a user may not upload to a room; empty when the user may. */
  private static <R extends Reply> Optional<Outcome.Refused<R>> rejection(
      Room room, ConnectedUser user) {
    if (!AccessPolicy.mayRead(room, user)) {
      return Optional.of(Rejections.noSuchRoom());
    }
    if (!AccessPolicy.isMember(room, user)) {
      return Optional.of(Rejections.notMember());
    }
    return AccessPolicy.mayUpload(room.chat().settings(), user)
        ? Optional.empty()
        : Optional.of(Rejections.forbidden());
  }

  public static void read(
      CommandContext context, PendingReply<ReadUpload.Found> request, ReadUpload command) {
    request.when(
        context.chat().uploads().upload(command.file()),
        found ->
            request.answerNow(
                found
                    .filter(upload -> upload.uploader().equals(request.user().id()))
                    .<Outcome<ReadUpload.Found>>map(
                        upload -> Outcome.accepted(new ReadUpload.Found(upload)))
                    .orElseGet(UploadHandlers::noSuchUpload)));
  }

  public static void remove(
      CommandContext context, PendingReply<RemoveUpload.Removed> request, RemoveUpload command) {
    request.when(
        context.chat().uploads().erase(command.file(), request.user().id()),
        isErased ->
            request.answerNow(
                isErased ? Outcome.accepted(new RemoveUpload.Removed()) : noSuchUpload()));
  }

  public static void proceed(
      CommandContext context, PendingReply<Continued> request, ContinueUpload command) {
    request.when(
        context.chat().uploads().upload(command.file()),
        found -> {
          Optional<Upload> own =
              found.filter(
                  each -> each.message().isEmpty() && each.uploader().equals(request.user().id()));
          if (own.isEmpty()) {
            request.answerNow(noSuchUpload());
          } else {
            context
                .rooms()
                .submit(
                    own.get().room(),
                    request,
                    RoomTask.opening(
                        request,
                        false,
                        (room, same) -> proceed(room, same, own.get(), command.step())));
          }
        });
  }

  private static void proceed(
      Room room, PendingReply<Continued> request, Upload upload, Step step) {
    Optional<Outcome.Refused<Continued>> rejection = rejection(room, request.user());
    if (rejection.isPresent()) {
      room.broadcaster().answer(request, rejection.get());
    } else if (step instanceof Step.Advance advance) {
      request.when(
          room.chat().uploads().change(advance.before(), advance.after()),
          isStored ->
              request.answerNow(
                  Outcome.accepted(
                      new Continued(isStored ? Optional.of(advance.after()) : Optional.empty()))));
    } else if (step instanceof Step.Preview preview) {
      long quota = room.chat().settings().uploads().quotaBytes();
      request.when(
          room.chat().uploads().preview(upload.id(), preview.bytes(), quota),
          after ->
              request.answerNow(
                  after.isPresent() ? Outcome.accepted(new Continued(after)) : noSpace()));
    } else {
      room.broadcaster().answer(request, Outcome.accepted(new Continued(Optional.of(upload))));
    }
  }
}
