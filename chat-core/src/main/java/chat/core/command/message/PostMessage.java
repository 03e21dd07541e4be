package chat.core.command.message;

import chat.core.bound.Footprint;
import chat.core.command.ClientIds;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.event.MessagePosted;
import chat.core.file.FileId;
import chat.core.model.RoomId;
import chat.core.model.TextRules;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Posts a message. The key (room, author, client id) stays unique for ever, so a repetition gets
 * the first outcome and the message is stored once. Immutable.
 *
 * @param room the room; a text that starts with {@code @name} and white space is posted in the
 *     conversation with that user instead
 * @param text the text, stored verbatim
 * @param clientId the key of the client, 1 to 64 characters
 * @param replyTo the {@code seq} of the message that it replies to, in the room where it is stored
 * @param files uploads of the same user for that room, which become files of the message; then the
 *     text may be blank
 */
public record PostMessage(
    RoomId room, String text, String clientId, OptionalLong replyTo, List<FileId> files)
    implements Command<PostMessage.Sent> {
  private static final int FOOTPRINT_OF_FILE = 112;

  /**
   * The message is stored.
   *
   * @param room the room where it is stored; for a private message the conversation
   * @param seq its {@code seq} in that room
   * @param clientId the key of the client
   * @param at when it was stored
   * @param duplicate whether an earlier command with this key stored it
   */
  public record Sent(RoomId room, long seq, String clientId, Instant at, boolean duplicate)
      implements Reply {
    @Override
    public boolean hadNoEffect() {
      return duplicate;
    }
  }

  /** Rejects null. */
  public PostMessage {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(replyTo, "replyTo");
    files = List.copyOf(files);
  }

  /** Posts a message without files. */
  public PostMessage(RoomId room, String text, String clientId, OptionalLong replyTo) {
    this(room, text, clientId, replyTo, List.of());
  }

  /** Posts a message that is not a reply. */
  public PostMessage(RoomId room, String text, String clientId) {
    this(room, text, clientId, OptionalLong.empty());
  }

  @Override
  public int footprint() {
    return Footprint.OF_COMMAND
        + Footprint.of(text)
        + Footprint.of(clientId)
        + files.size() * FOOTPRINT_OF_FILE;
  }

  @Override
  public Optional<Outcome.Refused<Sent>> check(int maxTextLength) {
    return ClientIds.<Sent>check(clientId)
        .or(() -> checkText(text, !files.isEmpty(), maxTextLength))
        .or(this::checkFiles);
  }

  private Optional<Outcome.Refused<Sent>> checkFiles() {
    if (files.size() > MessagePosted.MAX_FILES) {
      return Optional.of(
          Outcome.invalid("files", "A message has at most " + MessagePosted.MAX_FILES + " files."));
    }
    return Set.copyOf(files).size() < files.size()
        ? Optional.of(Outcome.invalid("files", "A file must not be listed more than once."))
        : Optional.empty();
  }

  /**
   * The rejection of an invalid text of a message; empty when it is valid.
   *
   * @param mayBeBlank whether the message may have no text, because it may have files
   * @param maxTextLength its maximum length in code points
   */
  static <R extends Reply> Optional<Outcome.Refused<R>> checkText(
      String text, boolean mayBeBlank, int maxTextLength) {
    if (text.codePointCount(0, text.length()) > maxTextLength) {
      return Optional.of(
          new Outcome.Refused<>(
              Refusal.TOO_LONG,
              "text",
              "A message must not be longer than " + maxTextLength + " characters."));
    }
    Optional<String> fault = mayBeBlank ? TextRules.checkDraft(text) : TextRules.check(text);
    return fault.map(sentence -> Outcome.invalid("text", sentence));
  }
}
