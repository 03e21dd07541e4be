package chat.core.internal.history;

import chat.core.command.Outcome;
import chat.core.command.message.ListPins;
import chat.core.command.message.ListReactions;
import chat.core.command.message.ListVersions;
import chat.core.emoji.Emoji;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.context.Rejections;
import chat.core.internal.log.Paging;
import chat.core.internal.room.Room;
import chat.core.model.User;
import chat.core.port.MessageReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Handlers of the commands that read the pins of a room, and the versions and reactions of a
 * message. Checks and reads as {@link MessageHandlers} does. Stateless.
 */
public final class MessageDetailHandlers {
  private MessageDetailHandlers() {}

  public static void pins(Room room, PendingReply<ListPins.Listed> request, ListPins command) {
    MessageHandlers.ifReadable(
        room,
        request,
        () ->
            request.when(
                MessageHandlers.reader(room)
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
        MessageHandlers.reader(room).messages(room.id(), seqs),
        page -> {
          Map<Long, MessagePosted> messages = new HashMap<>();
          page.events().forEach(each -> messages.put(each.seq(), (MessagePosted) each));
          List<ListPins.Pinned> found = new ArrayList<>();
          for (MessageReader.Pin pin : pins) {
            MessagePosted message = messages.get(pin.message());
            if (message != null && message.state().pinned()) { // else unpinned since
              found.add(new ListPins.Pinned(pin, message));
            }
          }
          List<ListPins.Pinned> listed =
              Paging.first(found, ProtocolLimits.DEFAULT_PAGE, pinned -> pinned.message().weight());
          // Messages that were unpinned since leave room on the page, but there are earlier pins.
          boolean isCut = pins.size() > ProtocolLimits.DEFAULT_PAGE || listed.size() < found.size();
          boolean more = isCut && !listed.isEmpty();
          List<RoomEvent> events =
              listed.stream().<RoomEvent>map(ListPins.Pinned::message).toList();
          MessageHandlers.withOwn(
              room, request, events, own -> new ListPins.Listed(room.id(), listed, more, own));
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
                MessageHandlers.reader(room)
                    .versions(
                        room.id(),
                        command.message(),
                        command.after().orElse(0),
                        ProtocolLimits.MAX_PAGE + 1),
                versions -> {
                  List<MessageReader.Version> page =
                      Paging.first(
                          versions, ProtocolLimits.MAX_PAGE, MessageDetailHandlers::weight);
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
                MessageHandlers.reader(room)
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

  /** Upper estimate of the bytes of a version as JSON. */
  private static long weight(MessageReader.Version version) {
    return 64L + 3L * version.text().length();
  }

  /** Runs {@code next} if there is such a message that is not deleted. */
  private static void ifMessage(Room room, PendingReply<?> request, long message, Runnable next) {
    MessageHandlers.ifReadable(
        room,
        request,
        () ->
            request.when(
                MessageHandlers.reader(room).messages(room.id(), List.of(message)),
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
}
