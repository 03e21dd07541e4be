package chat.server.wire;

import chat.core.command.file.ListFiles;
import chat.core.command.message.DeleteMessage;
import chat.core.command.message.EditMessage;
import chat.core.command.message.FollowThread;
import chat.core.command.message.ListMentions;
import chat.core.command.message.ListPins;
import chat.core.command.message.ListReactions;
import chat.core.command.message.ListThreads;
import chat.core.command.message.ListVersions;
import chat.core.command.message.MarkThread;
import chat.core.command.message.ReadThread;
import chat.core.command.message.SetAlt;
import chat.core.command.message.SetPin;
import chat.core.command.message.SetReaction;
import chat.server.wire.json.JsonFields;
import chat.server.wire.json.JsonWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Writes and parses the JSON bodies of REST about messages that change and threads. Stateless,
 * thread-safe.
 */
public final class ChangeJson {
  private static final int SMALL = 256;
  private static final int LARGE = 8_192;

  /**
   * The body of an edit.
   *
   * @param text the new text
   * @param clientId the idempotency key; empty when it is in the request's header
   * @param baseRev the {@code rev} that the caller saw
   */
  public record Edit(String text, Optional<String> clientId, OptionalLong baseRev) {
    /** Rejects null. */
    public Edit {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(clientId, "clientId");
      Objects.requireNonNull(baseRev, "baseRev");
    }
  }

  /**
   * The body of a deletion.
   *
   * @param clientId the idempotency key; empty when it is in the request's header
   * @param reason the reason, for all to read
   */
  public record Deletion(Optional<String> clientId, Optional<String> reason) {
    /** Rejects null. */
    public Deletion {
      Objects.requireNonNull(clientId, "clientId");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * The body of a description of a file.
   *
   * @param alt the description; empty to remove it
   * @param clientId the idempotency key; empty when it is in the request's header
   */
  public record Alt(String alt, Optional<String> clientId) {
    /** Rejects null. */
    public Alt {
      Objects.requireNonNull(alt, "alt");
      Objects.requireNonNull(clientId, "clientId");
    }
  }

  private ChangeJson() {}

  /** Parses the body of an edit. Never throws. */
  public static Body<Edit> edit(byte[] body) {
    return Body.of(body, fields -> edit(fields));
  }

  static Edit edit(JsonFields fields) {
    return new Edit(
        fields.string("text"),
        fields.optionalString("client_id"),
        fields.optionalNumber("base_rev"));
  }

  /** Parses the body of a deletion. Never throws. */
  public static Body<Deletion> deletion(byte[] body) {
    return Body.of(body, fields -> deletion(fields));
  }

  static Deletion deletion(JsonFields fields) {
    return new Deletion(fields.optionalString("client_id"), fields.optionalString("reason"));
  }

  /** Parses the body of a description of a file. Never throws. */
  public static Body<Alt> alt(byte[] body) {
    return Body.of(body, fields -> alt(fields));
  }

  static Alt alt(JsonFields fields) {
    return new Alt(fields.string("alt"), fields.optionalString("client_id"));
  }

  /** Parses the body of a change that has nothing but its idempotency key. Never throws. */
  public static Body<Optional<String>> key(byte[] body) {
    return Body.of(body, fields -> key(fields));
  }

  static Optional<String> key(JsonFields fields) {
    return fields.optionalString("client_id");
  }

  /** The reply to an edit, with the fields of {@code message_edited}. */
  public static byte[] edited(EditMessage.Edited reply) {
    return JsonWriter.object(SMALL, json -> ChangeFrames.edited(json, reply));
  }

  /** The reply to a deletion, with the fields of {@code message_deleted}. */
  public static byte[] deleted(DeleteMessage.Deleted reply) {
    return JsonWriter.object(SMALL, json -> ChangeFrames.deleted(json, reply));
  }

  /** The reply to a reaction, with the fields of {@code reaction_set}. */
  public static byte[] reacted(SetReaction.Reacted reply) {
    return JsonWriter.object(SMALL, json -> ChangeFrames.reacted(json, reply));
  }

  /** The reply to a pin, with the fields of {@code pin_set}. */
  public static byte[] pinned(SetPin.Pinned reply) {
    return JsonWriter.object(SMALL, json -> ChangeFrames.pinned(json, reply));
  }

  /** The reply to a description of a file, with the fields of {@code alt_set}. */
  public static byte[] described(SetAlt.Described reply) {
    return JsonWriter.object(SMALL, json -> ChangeFrames.described(json, reply));
  }

  /** Messages that mention the caller, with the fields of {@code mentions}. */
  public static byte[] mentions(ListMentions.Listed reply) {
    return JsonWriter.object(LARGE, json -> ChangeFrames.mentions(json, reply));
  }

  /** The pins of a room, with the fields of {@code pins}. */
  public static byte[] pins(ListPins.Listed reply) {
    return JsonWriter.object(LARGE, json -> ChangeFrames.pins(json, reply));
  }

  /** The files of a room, with the fields of {@code files}. */
  public static byte[] files(ListFiles.Listed reply) {
    return JsonWriter.object(LARGE, json -> ChangeFrames.files(json, reply));
  }

  /** The texts of a message, with the fields of {@code versions}. */
  public static byte[] versions(ListVersions.Listed reply) {
    return JsonWriter.object(LARGE, json -> ChangeFrames.versions(json, reply));
  }

  /** The users who reacted, with the fields of {@code reactions}. */
  public static byte[] reactions(ListReactions.Listed reply) {
    return JsonWriter.object(LARGE, json -> ChangeFrames.reactions(json, reply));
  }

  /** A page of a thread, with the fields of {@code thread}. */
  public static byte[] thread(ReadThread.Read reply) {
    return JsonWriter.object(LARGE, json -> ChangeFrames.thread(json, reply));
  }

  /** Parses the body of a read marker of a thread: its {@code seq}. Never throws. */
  public static Body<Long> mark(byte[] body) {
    return Body.of(body, fields -> mark(fields));
  }

  static Long mark(JsonFields fields) {
    return fields.number("seq");
  }

  /** Whether the caller follows a thread, with the fields of {@code thread_followed}. */
  public static byte[] followed(FollowThread.Followed reply) {
    return JsonWriter.object(SMALL, json -> OwnFrames.followed(json, reply));
  }

  /** The read marker of a thread, with the fields of {@code thread_marked}. */
  public static byte[] marked(MarkThread.Marked reply) {
    return JsonWriter.object(SMALL, json -> OwnFrames.marked(json, reply));
  }

  /** The threads that the caller follows, with the fields of {@code threads}. */
  public static byte[] threads(ListThreads.Listed reply) {
    return JsonWriter.object(LARGE, json -> OwnFrames.threads(json, reply));
  }
}
