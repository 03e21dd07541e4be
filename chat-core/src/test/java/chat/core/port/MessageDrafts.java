package chat.core.port;

import static chat.core.port.Samples.AT;

import chat.core.event.MessageDeleted;
import chat.core.event.MessageEdited;
import chat.core.event.MessagePinned;
import chat.core.event.MessagePosted;
import chat.core.event.MessageUnpinned;
import chat.core.event.ReactionAdded;
import chat.core.event.ReactionRemoved;
import chat.core.event.RoomEvent;
import chat.core.file.FileId;
import chat.core.model.Mention;
import chat.core.model.RoomId;
import chat.core.model.User;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Drafts of the events that change messages of one room, each with its own key. */
public final class MessageDrafts {
  /** The mention of the drafts that mention all. */
  public static final Mention.OfAll ALL = new Mention.OfAll(Mention.Who.ALL, 0, 4);

  private final RoomId room;
  private int keys;

  public MessageDrafts(RoomId room) {
    this.room = room;
  }

  private String key() {
    return "key " + ++keys;
  }

  private Draft draft(RoomEvent event, Draft.Condition condition) {
    return new Draft(new SendKey(room, event.author().id(), event.clientId()), event, condition);
  }

  private Draft draft(RoomEvent event) {
    return draft(event, Draft.Condition.NONE);
  }

  /** A message. */
  public Draft post(User author, String text) {
    return post(author, text, OptionalLong.empty());
  }

  /** A reply. */
  public Draft reply(User author, String text, long to) {
    return post(author, text, OptionalLong.of(to));
  }

  private Draft post(User author, String text, OptionalLong replyTo) {
    return draft(new MessagePosted(room, 0, author, text, AT, key(), replyTo, List.of()));
  }

  /** An edit. */
  public Draft edit(User author, long message, String text) {
    return edit(author, message, text, List.of());
  }

  /** An edit with mentions. */
  public Draft edit(User author, long message, String text, List<Mention> mentions) {
    return draft(
        new MessageEdited(room, 0, author, AT, key(), message, text, mentions, List.of(), false));
  }

  /** A message that mentions all members. */
  public Draft postToAll(User author, String text, boolean isModerator) {
    return draft(
        new MessagePosted(room, 0, author, text, AT, key(), OptionalLong.empty(), List.of())
            .mentioning(List.of(ALL)),
        Draft.Condition.NONE.of(isModerator));
  }

  /** An edit after which the message mentions all members. */
  public Draft editToAll(User author, long message, String text, boolean isModerator) {
    return draft(
        new MessageEdited(
            room, 0, author, AT, key(), message, text, List.of(), List.of(ALL), false),
        Draft.Condition.NONE.of(isModerator));
  }

  /** An edit with a condition. */
  public Draft edit(User author, long message, String text, OptionalLong base, Instant since) {
    return draft(
        new MessageEdited(room, 0, author, AT, key(), message, text, List.of(), List.of(), false),
        new Draft.Condition(base, since, false));
  }

  /** A description of a file; the log fills in the rest of the message. */
  public Draft describe(User author, long message, FileId file, String description) {
    return describe(author, message, file, description, Instant.MIN);
  }

  /** A description of a file of a message that was not posted before a time. */
  public Draft describe(User author, long message, FileId file, String description, Instant since) {
    return draft(
        MessageEdited.describing(room, author, AT, key(), message, file, description),
        new Draft.Condition(OptionalLong.empty(), since, false));
  }

  /** A deletion; the log fills in the author and thread of the message. */
  public Draft delete(User author, long message, String reason) {
    return draft(
        new MessageDeleted(
            room, 0, author, AT, key(), message, author, OptionalLong.empty(), reason));
  }

  /** A reaction. */
  public Draft react(User author, long message, String emoji) {
    return draft(new ReactionAdded(room, 0, author, AT, key(), message, emoji));
  }

  /** The removal of a reaction. */
  public Draft unreact(User author, long message, String emoji) {
    return draft(new ReactionRemoved(room, 0, author, AT, key(), message, emoji));
  }

  /** A pin. */
  public Draft pin(User author, long message) {
    return draft(new MessagePinned(room, 0, author, AT, key(), message));
  }

  /** The removal of a pin. */
  public Draft unpin(User author, long message) {
    return draft(new MessageUnpinned(room, 0, author, AT, key(), message));
  }
}
