package chat.core.internal.history;

import chat.core.command.Outcome;
import chat.core.command.file.ListFiles;
import chat.core.command.file.ListFiles.Listing;
import chat.core.event.MessagePosted;
import chat.core.file.FileInfo;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.room.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Handler of {@link ListFiles}. Checks and reads as {@link MessageHandlers} does: some messages
 * with files at a time, until a page is full or so many were read that the client has to go on.
 * Confined to one command.
 */
public final class ListFilesHandler {
  private static final int MESSAGES_PER_READ = 100;

  /** At most so many reads answer a command: a rare name does not read a whole room. */
  private static final int MOST_READS = 10;

  private final Room room;
  private final PendingReply<ListFiles.Listed> request;
  private final Predicate<FileInfo> wanted;
  private final List<Listing> found = new ArrayList<>();
  private long weight;
  private int reads;

  private ListFilesHandler(
      Room room, PendingReply<ListFiles.Listed> request, Predicate<FileInfo> wanted) {
    this.room = room;
    this.request = request;
    this.wanted = wanted;
  }

  public static void list(Room room, PendingReply<ListFiles.Listed> request, ListFiles command) {
    MessageHandlers.ifReadable(
        room,
        request,
        () ->
            new ListFilesHandler(room, request, command.wanted())
                .read(command.before().orElse(Long.MAX_VALUE)));
  }

  private void read(long before) {
    reads++;
    request.when(
        MessageHandlers.reader(room).withFiles(room.id(), before, MESSAGES_PER_READ),
        messages -> add(messages, before));
  }

  private void add(List<MessagePosted> messages, long before) {
    long read = before;
    for (MessagePosted message : messages) {
      List<Listing> more =
          message.files().stream()
              .filter(wanted)
              .map(file -> new Listing(message.seq(), message.author(), message.at(), file))
              .toList();
      long moreWeight = more.stream().mapToLong(Listing::weight).sum();
      boolean isFull =
          found.size() + more.size() > ProtocolLimits.DEFAULT_PAGE
              || weight + moreWeight > ProtocolLimits.MAX_PAGE_WEIGHT;
      if (isFull && !found.isEmpty()) {
        answer(OptionalLong.of(read));
        return;
      }
      found.addAll(more);
      weight += moreWeight;
      read = message.seq();
    }
    if (messages.isEmpty()) {
      answer(OptionalLong.empty());
    } else if (reads == MOST_READS) {
      answer(OptionalLong.of(read));
    } else {
      read(read);
    }
  }

  private void answer(OptionalLong before) {
    request.answerNow(Outcome.accepted(new ListFiles.Listed(room.id(), found, before)));
  }
}
