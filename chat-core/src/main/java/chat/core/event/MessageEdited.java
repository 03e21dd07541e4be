package chat.core.event;

import chat.core.file.FileId;
import chat.core.file.FileInfo;
import chat.core.model.Mention;
import chat.core.model.RoomId;
import chat.core.model.User;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A user gave a message another text, or one of its files another description: then it has the
 * files, and the text and mentions that the message had. Immutable.
 *
 * @param room the room of the log
 * @param seq its number in that log
 * @param author the user who did it, with the name at that time
 * @param at when it was stored
 * @param clientId the key of the author's client
 * @param message the {@code seq} of the message
 * @param text the new text, verbatim; empty when it is erased
 * @param mentions the mentions of users, by ascending position in the text
 * @param mentionAll the mentions of all members or all who are present, likewise
 * @param files the files of the message when one of them was described; otherwise empty, and the
 *     message keeps its files
 * @param erased whether its message was deleted since: then it has no text and files and changes
 *     nothing
 */
public record MessageEdited(
    RoomId room,
    long seq,
    User author,
    Instant at,
    String clientId,
    long message,
    String text,
    List<Mention> mentions,
    List<Mention.OfAll> mentionAll,
    List<FileInfo> files,
    boolean erased)
    implements MessageEvent {
  /** Rejects null. */
  public MessageEdited {
    EventFrame.require(room, author, at, clientId);
    Objects.requireNonNull(text, "text");
    mentions = List.copyOf(mentions);
    mentionAll = List.copyOf(mentionAll);
    files = List.copyOf(files);
  }

  /** A change of the text. */
  public MessageEdited(
      RoomId room,
      long seq,
      User author,
      Instant at,
      String clientId,
      long message,
      String text,
      List<Mention> mentions,
      List<Mention.OfAll> mentionAll,
      boolean erased) {
    this(room, seq, author, at, clientId, message, text, mentions, mentionAll, List.of(), erased);
  }

  /**
   * A change of the description of a file. It is not complete before it is {@link #of} its message.
   */
  public static MessageEdited describing(
      RoomId room,
      User author,
      Instant at,
      String clientId,
      long message,
      FileId file,
      String description) {
    return new MessageEdited(
        room,
        0,
        author,
        at,
        clientId,
        message,
        "",
        List.of(),
        List.of(),
        List.of(FileInfo.undescribed(file, 0).withAlt(description)),
        false);
  }

  /** Whether it changed the description of a file, and not the text. */
  public boolean isDescription() {
    return !files.isEmpty();
  }

  /** The same description with the text, mentions and files that the message has then. */
  public MessageEdited of(MessagePosted before) {
    FileInfo described = files.get(0);
    List<FileInfo> all =
        before.files().stream()
            .map(each -> each.id().equals(described.id()) ? each.withAlt(described.alt()) : each)
            .toList();
    return with(before.text(), before.mentions(), before.mentionAll(), all);
  }

  /** The same edit with these files. */
  public MessageEdited withFiles(List<FileInfo> some) {
    return with(text, mentions, mentionAll, some);
  }

  private MessageEdited with(
      String newText, List<Mention> some, List<Mention.OfAll> all, List<FileInfo> newFiles) {
    return new MessageEdited(
        room, seq, author, at, clientId, message, newText, some, all, newFiles, erased);
  }

  /** The {@link #subject} of the change of a message. */
  public static String subject(long message) {
    return "message_edited " + message;
  }

  @Override
  public String subject() {
    return subject(message);
  }

  @Override
  public MessageEdited withSeq(long number) {
    return new MessageEdited(
        room, number, author, at, clientId, message, text, mentions, mentionAll, files, erased);
  }

  /** The same edit without its content, after the deletion of its message. */
  public MessageEdited erase() {
    return new MessageEdited(
        room, seq, author, at, clientId, message, "", List.of(), List.of(), List.of(), true);
  }

  /** The same edit with these mentions of all. */
  public MessageEdited mentioning(List<Mention.OfAll> all) {
    return with(text, mentions, all, files);
  }

  @Override
  public MessagePosted applyTo(MessagePosted before) {
    if (erased || !isNewTo(before)) {
      return before;
    }
    return isDescription()
        ? before.withFiles(files).with(before.state().described(seq))
        : before.with(text, mentions, mentionAll, before.state().edited(seq, at));
  }

  @Override
  public int weight() {
    return EventFrame.weight(EventFrame.WEIGHT_WITH_TARGET, this, text)
        + mentions.size() * MessagePosted.WEIGHT_OF_MENTION
        + mentionAll.size() * MessagePosted.WEIGHT_OF_MENTION_ALL
        + MessagePosted.sum(files, FileInfo::weight);
  }

  @Override
  public int footprint() {
    return EventFrame.footprint(this, text)
        + mentions.size() * MessagePosted.FOOTPRINT_OF_MENTION
        + mentionAll.size() * MessagePosted.FOOTPRINT_OF_MENTION_ALL
        + MessagePosted.sum(files, FileInfo::footprint);
  }
}
