package chat.core.internal.message;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.message.ListDrafts;
import chat.core.command.message.SaveDraft;
import chat.core.event.Signal;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.Rejections;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.CommandContext;
import chat.core.internal.room.MembershipCheck;
import chat.core.internal.room.Room;
import chat.core.internal.room.RoomTask;
import chat.core.model.MessageDraft;
import chat.core.port.DraftStore;
import java.util.Optional;

/**
 * Handlers of {@link SaveDraft} and {@link ListDrafts}. Drafts are stored outside of the lane of
 * the room, which does not wait. Stateless.
 */
public final class DraftHandlers {
  private DraftHandlers() {}

  public static void list(
      CommandContext context, PendingReply<ListDrafts.Listed> request, ListDrafts command) {
    context.await(
        context.chat().directory().drafts(request.user().id()),
        request,
        drafts -> request.answerNow(Outcome.accepted(new ListDrafts.Listed(drafts))));
  }

  public static void save(Room room, PendingReply<SaveDraft.Saved> request, SaveDraft command) {
    MessageDraft draft = command.draft();
    ConnectedUser user = request.user();
    if (!AccessPolicy.mayRead(room, user)) {
      room.broadcaster().answer(request, Rejections.noSuchRoom());
    } else if (!AccessPolicy.isMember(room, user)) {
      room.broadcaster().answer(request, Rejections.notMember());
    } else if (last(draft) > room.log().head() && room.rooms().peers().exist()) {
      room.catchUp().refresh(request, () -> saveKnown(room, request, draft));
    } else {
      saveKnown(room, request, draft);
    }
  }

  /** The last event that a draft refers to; 0 for none. */
  private static long last(MessageDraft draft) {
    return Math.max(draft.root().orElse(0), draft.replyTo().orElse(0));
  }

  private static void saveKnown(
      Room room, PendingReply<SaveDraft.Saved> request, MessageDraft draft) {
    long head = room.log().head();
    if (draft.root().orElse(0) > head) {
      room.broadcaster()
          .answer(
              request,
              Rejections.invalid("root", "The root of a thread must be a message of the room."));
    } else if (draft.replyTo().orElse(0) > head) {
      room.broadcaster()
          .answer(
              request,
              Rejections.invalid("reply_to", "A reply must refer to a message of the same room."));
    } else {
      room.chat()
          .directory()
          .saveDraft(request.user().id(), draft)
          .whenComplete(
              (result, failure) -> {
                if (failure == null) {
                  settled(room, request, draft, result);
                } else {
                  MembershipCheck.unsureLater(room, request, failure);
                }
              });
    }
  }

  /** Continues on the thread that completes the store's call. */
  private static void settled(
      Room room,
      PendingReply<SaveDraft.Saved> request,
      MessageDraft draft,
      DraftStore.Result result) {
    if (result instanceof DraftStore.Result.Kept kept && kept.isStored()) {
      room.rooms()
          .offer(room.id(), RoomTask.further(request, (again, same) -> stored(again, same, kept)));
    } else if (result instanceof DraftStore.Result.Kept kept) {
      boolean isSame = kept.draft().equals(draft);
      request.answerNow(saved(kept.draft(), isSame ? Optional.empty() : Optional.of(kept.draft())));
    } else {
      request.answerNow(
          result == DraftStore.Result.Rejected.NOT_MEMBER ? Rejections.notMember() : tooMany());
    }
  }

  private static void stored(
      Room room, PendingReply<SaveDraft.Saved> request, DraftStore.Result.Kept kept) {
    ConnectedUser user = request.user();
    boolean isNext = user.drafted(room.id(), kept.changes());
    request.answerNow(saved(kept.draft(), Optional.empty()));
    user.send(new Signal.DraftChanged(kept.draft()), request.from());
    room.rooms().peers().membership(room.id(), user.id());
    if (!isNext) {
      MembershipCheck.check(room, user, failure -> {}); // another node changed drafts before
    }
  }

  private static Outcome<SaveDraft.Saved> saved(MessageDraft kept, Optional<MessageDraft> current) {
    return Outcome.accepted(new SaveDraft.Saved(kept.room(), kept.root(), kept.rev(), current));
  }

  private static Outcome<SaveDraft.Saved> tooMany() {
    return new Outcome.Refused<>(
        Refusal.FORBIDDEN,
        "You have too many drafts: at most "
            + DraftStore.MAX_DRAFTS
            + ", and "
            + DraftStore.MAX_BYTES / 1024
            + " KiB together. Send or remove one first.");
  }
}
