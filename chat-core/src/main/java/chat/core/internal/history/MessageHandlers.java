package chat.core.internal.history;

import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.command.message.ListPins;
import chat.core.command.message.ListReactions;
import chat.core.command.message.ListVersions;
import chat.core.command.message.OwnReactions;
import chat.core.command.message.ReadMessages;
import chat.core.command.message.ReadThread;
import chat.core.emoji.Emoji;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.context.Rejections;
import chat.core.internal.log.Paging;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.Room;
import chat.core.model.Position;
import chat.core.model.User;
import chat.core.port.LogPage;
import chat.core.port.MessageReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  public static void pins(Room room, PendingReply<ListPins.Listed> request, ListPins command) {
    ifReadable(
        room,
        request,
        () ->
            request.when(
                reader(room)
                    .pins(
                        room.id(),
                        command.before().orElse(Long.MAX_VALUE),
                        ProtocolLimits.DEFAULT_PAGE + 1),
                pins -> pins(room, request, pins)));
  }

  private static void pins(
      Room room, PendingReply<ListPins.Listed> request, List<MessageReader.Pin> pins) {
    List<Long> seqs = pins.stream().map(MessageReader.Pin::message).toList();
    request.when(
        reader(room).messages(room.id(), seqs),
        page -> {
          Map<Long, MessagePosted> messages = new HashMap<>();
          page.events().forEach(each -> messages.put(each.seq(), (MessagePosted) each));
          List<ListPins.Pinned> found = new ArrayList<>();
          long weight = 0;
          boolean more = false;
          for (MessageReader.Pin pin : pins) {
            MessagePosted message = messages.get(pin.message());
            if (message == null || message.isDeleted()) {
              continue; // unpinned since
            }
            weight += message.weight();
            more =
                found.size() == ProtocolLimits.DEFAULT_PAGE
                    || (weight > ProtocolLimits.MAX_PAGE_WEIGHT && !found.isEmpty());
            if (more) {
              break;
            }
            found.add(new ListPins.Pinned(pin, message));
          }
          boolean hasMore = more;
          List<RoomEvent> events = found.stream().<RoomEvent>map(ListPins.Pinned::message).toList();
          withOwn(
              room, request, events, own -> new ListPins.Listed(room.id(), found, hasMore, own));
        });
  }

  public static void versions(
      Room room, PendingReply<ListVersions.Listed> request, ListVersions command) {
    ifMessage(
        room,
        request,
        command.message(),
        () ->
            request.when(
                reader(room)
                    .versions(
                        room.id(),
                        command.message(),
                        command.after().orElse(0),
                        ProtocolLimits.MAX_PAGE + 1),
                versions -> {
                  List<MessageReader.Version> page = new ArrayList<>();
                  long weight = 0;
                  for (MessageReader.Version each : versions) {
                    weight += 64L + 3L * each.text().length();
                    if (page.size() == ProtocolLimits.MAX_PAGE
                        || (weight > ProtocolLimits.MAX_PAGE_WEIGHT && !page.isEmpty())) {
                      break;
                    }
                    page.add(each);
                  }
                  request.answerNow(
                      Outcome.accepted(
                          new ListVersions.Listed(
                              room.id(), command.message(), page, page.size() < versions.size())));
                }));
  }

  public static void reactions(
      Room room, PendingReply<ListReactions.Listed> request, ListReactions command) {
    String emoji = Emoji.of(command.emoji()).map(Emoji::text).orElse(command.emoji());
    ifMessage(
        room,
        request,
        command.message(),
        () ->
            request.when(
                reader(room)
                    .reactors(
                        room.id(),
                        command.message(),
                        emoji,
                        command.after(),
                        ProtocolLimits.MAX_PAGE + 1),
                users -> {
                  boolean more = users.size() > ProtocolLimits.MAX_PAGE;
                  List<User> page =
                      List.copyOf(more ? users.subList(0, ProtocolLimits.MAX_PAGE) : users);
                  request.answerNow(
                      Outcome.accepted(
                          new ListReactions.Listed(
                              room.id(), command.message(), emoji, page, more)));
                }));
  }

  private static MessageReader reader(Room room) {
    return room.chat().log().messages();
  }

  private static Position position(LogPage page) {
    return new Position(page.head().epoch(), page.head().seq());
  }

  private static void ifReadable(Room room, PendingReply<?> request, Runnable next) {
    if (AccessPolicy.mayRead(room, request.user())) {
      next.run();
    } else {
      request.answerNow(Rejections.noSuchRoom());
    }
  }

  /** Runs {@code next} if there is such a message that is not deleted. */
  private static void ifMessage(Room room, PendingReply<?> request, long message, Runnable next) {
    ifReadable(
        room,
        request,
        () ->
            request.when(
                reader(room).messages(room.id(), List.of(message)),
                page -> {
                  Optional<MessagePosted> found =
                      page.events().stream().map(MessagePosted.class::cast).findFirst();
                  if (found.filter(each -> !each.isDeleted()).isPresent()) {
                    next.run();
                  } else if (message > page.head().seq()) {
                    request.answerNow(Rejections.beyondHead("seq"));
                  } else {
                    request.answerNow(Rejections.noSuchMessage("seq"));
                  }
                }));
  }

  /** Makes a reply that brings messages, with the caller's own reactions to them. */
  @FunctionalInterface
  interface WithOwn<R> {
    R of(OwnReactions own);
  }

  private static <R extends Reply> void withOwn(
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
