package chat.core.event;

import chat.core.bound.Footprint;
import chat.core.file.FileInfo;
import chat.core.model.Mention;
import chat.core.model.RoomId;
import chat.core.model.User;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;

/**
 * A user posted a message. Read later, it is the message as later events have made it: with its
 * current text, mentions and {@link MessageState}. Immutable.
 *
 * @param room the room of the log
 * @param seq its number in that log
 * @param author the user who posted it, with the name at that time
 * @param text the text, verbatim; empty when it is deleted
 * @param at when it was posted
 * @param clientId the key of the author's client
 * @param replyTo the {@code seq} of the message that it replies to
 * @param mentions the mentions of users, by ascending position in the text
 * @param mentionAll the mentions of all members or all who are present, likewise
 * @param thread the {@code seq} of the root of its thread; empty unless it is a reply
 * @param state what later events made of it
 * @param files its files, in the order in which its author chose them; at most {@link #MAX_FILES}
 */
public record MessagePosted(
    RoomId room,
    long seq,
    User author,
    String text,
    Instant at,
    String clientId,
    OptionalLong replyTo,
    List<Mention> mentions,
    List<Mention.OfAll> mentionAll,
    OptionalLong thread,
    MessageState state,
    List<FileInfo> files)
    implements RoomEvent {
  /** Maximum number of files of a message. */
  public static final int MAX_FILES = 10;

  private static final int WEIGHT_OF_FRAME = 320;
  static final int WEIGHT_OF_MENTION = 320;
  static final int WEIGHT_OF_MENTION_ALL = 64;

  /** The event itself, its author, room id and time, and its slot in a list. */
  private static final int FOOTPRINT_OF_FRAME = 520;

  /** A mention with its user. */
  static final int FOOTPRINT_OF_MENTION = 320;

  /** A mention of all, with its place in a list. */
  static final int FOOTPRINT_OF_MENTION_ALL = 40;

  /** Rejects null. */
  public MessagePosted {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(replyTo, "replyTo");
    Objects.requireNonNull(thread, "thread");
    Objects.requireNonNull(state, "state");
    mentions = List.copyOf(mentions);
    mentionAll = List.copyOf(mentionAll);
    files = List.copyOf(files);
  }

  /** A message that no event changed, without a thread, mentions of all and files. */
  public MessagePosted(
      RoomId room,
      long seq,
      User author,
      String text,
      Instant at,
      String clientId,
      OptionalLong replyTo,
      List<Mention> mentions) {
    this(
        room,
        seq,
        author,
        text,
        at,
        clientId,
        replyTo,
        mentions,
        List.of(),
        OptionalLong.empty(),
        MessageState.INITIAL,
        List.of());
  }

  /** Whether it is a tombstone. */
  public boolean isDeleted() {
    return state.isDeleted();
  }

  /** The same message as a reply in the thread of {@code root}. */
  public MessagePosted inThread(long root) {
    return with(OptionalLong.of(root), mentionAll);
  }

  /** The same message with these mentions of all. */
  public MessagePosted mentioning(List<Mention.OfAll> all) {
    return with(thread, all);
  }

  private MessagePosted with(OptionalLong newThread, List<Mention.OfAll> all) {
    return new MessagePosted(
        room, seq, author, text, at, clientId, replyTo, mentions, all, newThread, state, files);
  }

  /** The same message with these files. */
  public MessagePosted withFiles(List<FileInfo> some) {
    return new MessagePosted(
        room, seq, author, text, at, clientId, replyTo, mentions, mentionAll, thread, state, some);
  }

  /** The message as it was posted: with its first text, and without what events made of it. */
  public MessagePosted asPosted(String firstText) {
    return with(firstText, mentions, mentionAll, MessageState.INITIAL);
  }

  /** The same message with another state. */
  public MessagePosted with(MessageState now) {
    return with(text, mentions, mentionAll, now);
  }

  /** What is left of the message after its deletion. */
  MessagePosted tombstone(MessageState now) {
    return with("", List.of(), List.of(), now).withFiles(List.of());
  }

  /** The same message with another text and state. */
  MessagePosted with(
      String newText, List<Mention> newMentions, List<Mention.OfAll> newAll, MessageState now) {
    return new MessagePosted(
        room, seq, author, newText, at, clientId, replyTo, newMentions, newAll, thread, now, files);
  }

  @Override
  public String subject() {
    return "";
  }

  @Override
  public MessagePosted withSeq(long number) {
    return new MessagePosted(
        room,
        number,
        author,
        text,
        at,
        clientId,
        replyTo,
        mentions,
        mentionAll,
        thread,
        state,
        files);
  }

  /** A reply changes the root of its thread. */
  @Override
  public List<Long> changedMessages() {
    return thread.isPresent() ? List.of(thread.getAsLong()) : List.of();
  }

  @Override
  public MessagePosted applyTo(MessagePosted before) {
    boolean isRoot = thread.isPresent() && thread.getAsLong() == before.seq();
    return isRoot && seq > before.state().rev() ? before.with(before.state().replied(seq)) : before;
  }

  @Override
  public int weight() {
    return WEIGHT_OF_FRAME
        + JsonSize.of(room.value())
        + JsonSize.of(author.name())
        + JsonSize.of(text)
        + JsonSize.of(clientId)
        + mentions.size() * WEIGHT_OF_MENTION
        + mentionAll.size() * WEIGHT_OF_MENTION_ALL
        + state.weight()
        + sum(files, FileInfo::weight);
  }

  @Override
  public int footprint() {
    return FOOTPRINT_OF_FRAME
        + Footprint.of(text)
        + Footprint.of(clientId)
        + mentions.size() * FOOTPRINT_OF_MENTION
        + mentionAll.size() * FOOTPRINT_OF_MENTION_ALL
        + state.footprint()
        + sum(files, FileInfo::footprint);
  }

  static int sum(List<FileInfo> files, ToIntFunction<FileInfo> bytes) {
    int sum = 0;
    for (FileInfo each : files) {
      sum += bytes.applyAsInt(each);
    }
    return sum;
  }
}
