package chat.server.torture.history;

import java.util.Optional;

/**
 * An event as it was shown to a client, or as it is stored. Immutable.
 *
 * @param content what a message was at that time, or the text of an edit
 */
public record Seen(Event event, Content content) {
  /** What {@code before}, the message {@code seq}, is after this event; empty when not changed. */
  Optional<Content> change(long seq, Content before) {
    if (seq == event.target() && !content.erased()) {
      return Optional.of(ofTarget(before));
    }
    return seq == event.thread() ? Optional.of(ofRoot(before)) : Optional.empty();
  }

  private Content ofTarget(Content before) {
    long rev = event.seq();
    return switch (event.type()) {
      case "message_edited" -> before.edited(rev, event.at(), content.text());
      case "message_deleted" -> before.deleted(rev, deletion());
      case "reaction_added" -> before.reacted(rev, event.subject(), event.author());
      case "reaction_removed" -> before.unreacted(rev, event.subject(), event.author());
      case "message_pinned" -> before.pinned(rev, true);
      case "message_unpinned" -> before.pinned(rev, false);
      default -> before;
    };
  }

  /** A reply and its deletion change the root of their thread. */
  private Content ofRoot(Content before) {
    return event.isMessage() ? before.replied(event.seq()) : before.replyDeleted(event.seq());
  }

  private String deletion() {
    return deletion(event.author(), event.at(), event.subject());
  }

  /** The {@link Content#deletion} of a message. */
  public static String deletion(String by, String at, String reason) {
    return by + " " + at + " " + reason;
  }
}
