package chat.core.internal.history;

import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.command.message.OwnReactions;
import chat.core.command.message.ReadMessages;
import chat.core.command.message.ReadThread;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.context.Rejections;
import chat.core.internal.log.Paging;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.Room;
import chat.core.model.Position;
import chat.core.port.LogPage;
import chat.core.port.MessageReader;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Handlers of the commands that read messages as their events have made them. The lane of the room
 * checks that the caller may read it; the store is read outside of the lane. Stateless.
 */
public final class MessageHandlers {
  private MessageHandlers() {}

  public static void messages(
      Room room, PendingReply<ReadMessages.Read> request, ReadMessages command) {
    ifReadable(
        room,
        request,
        () ->
            request.when(
                reader(room).messages(room.id(), command.seqs()),
                page -> {
                  List<RoomEvent> events = Paging.first(page.events(), ReadMessages.MAX_SEQS);
                  withOwn(
                      room,
                      request,
                      events,
                      own ->
                          new ReadMessages.Read(
                              room.id(),
                              events,
                              position(page),
                              events.size() < page.events().size(),
                              own));
                }));
  }

  public static void thread(Room room, PendingReply<ReadThread.Read> request, ReadThread command) {
    ifReadable(
        room,
        request,
        () -> {
          int limit = command.limit().orElse(ProtocolLimits.DEFAULT_PAGE);
          CompletionStage<LogPage> root = reader(room).messages(room.id(), List.of(command.root()));
          CompletionStage<LogPage> replies =
              reader(room)
                  .thread(
                      room.id(),
                      command.root(),
                      command.after(),
                      command.before().orElse(Long.MAX_VALUE),
                      limit + 1);
          request.when(
              root.thenCombine(replies, List::of),
              pages -> thread(room, request, command, limit, pages.get(0), pages.get(1)));
        });
  }

  private static void thread(
      Room room,
      PendingReply<ReadThread.Read> request,
      ReadThread command,
      int limit,
      LogPage root,
      LogPage replies) {
    boolean isKept = !root.events().isEmpty();
    boolean isThread =
        isKept
            ? ((MessagePosted) root.events().get(0)).state().replies().isPresent()
            : !replies.events().isEmpty();
    if (!isThread) {
      request.answerNow(
          command.root() > root.head().seq()
              ? Rejections.beyondHead("root")
              : Rejections.noSuchMessage("root"));
      return;
    }
    boolean forward = command.after().isPresent();
    List<RoomEvent> page =
        forward ? Paging.first(replies.events(), limit) : Paging.last(replies.events(), limit);
    boolean more = page.size() < replies.events().size();
    OptionalLong from =
        forward
            ? OptionalLong.empty()
            : OptionalLong.of(more ? page.get(0).seq() : command.root() + 1);
    List<RoomEvent> events = new ArrayList<>(root.events());
    events.addAll(page);
    withOwn(
        room,
        request,
        events,
        own ->
            new ReadThread.Read(
                room.id(), command.root(), events, earlier(root, replies), from, more, own));
  }

  /** The position of the page that was read first: both are at least as new. */
  private static Position earlier(LogPage one, LogPage other) {
    return position(one.head().seq() < other.head().seq() ? one : other);
  }

  static MessageReader reader(Room room) {
    return room.chat().log().messages();
  }

  private static Position position(LogPage page) {
    return new Position(page.head().epoch(), page.head().seq());
  }

  static void ifReadable(Room room, PendingReply<?> request, Runnable next) {
    if (AccessPolicy.mayRead(room, request.user())) {
      next.run();
    } else {
      request.answerNow(Rejections.noSuchRoom());
    }
  }

  /** Makes a reply that brings messages, with the caller's own reactions to them. */
  @FunctionalInterface
  interface WithOwn<R> {
    R of(OwnReactions own);
  }

  static <R extends Reply> void withOwn(
      Room room, PendingReply<R> request, List<RoomEvent> events, WithOwn<R> reply) {
    request.when(
        own(room, request, events), own -> request.answerNow(Outcome.accepted(reply.of(own))));
  }

  /** The caller's own reactions to those of {@code events} that may leave the caller out. */
  public static CompletionStage<OwnReactions> own(
      Room room, PendingReply<?> request, List<RoomEvent> events) {
    List<Long> cut = new ArrayList<>();
    for (RoomEvent event : events) {
      if (event instanceof MessagePosted message && message.state().isCut()) {
        cut.add(event.seq());
      }
    }
    return cut.isEmpty() || request.user().isAnonymous()
        ? CompletableFuture.completedFuture(OwnReactions.NONE)
        : reader(room)
            .reactionsOf(request.user().id(), room.id(), cut)
            .thenApply(OwnReactions::new);
  }
}
