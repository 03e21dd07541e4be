package chat.server.storage.log;

import chat.core.event.MessageState;
import chat.core.event.MessageState.Deletion;
import chat.core.event.MessageState.Edit;
import chat.core.event.MessageState.Reaction;
import chat.core.event.MessageState.Replies;
import chat.core.model.User;
import chat.core.model.UserId;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The column {@code state} of a message: all of a {@link MessageState} but its {@code rev}, as
 * JSON. Users are {@code [id, name, kind]}, edits {@code [seq, at]}, replies {@code [count, last]},
 * reactions {@code [emoji, count, [user]]}. Stateless.
 */
final class MessageStateColumn {
  private MessageStateColumn() {}

  /** The value of the column; null when there is nothing but a {@code rev}. */
  static String write(MessageState state) {
    if (state.equals(initial(state.rev()))) {
      return null;
    }
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setHtmlSafe(false);
      json.beginObject();
      if (state.edited().isPresent()) {
        Edit edit = state.edited().get();
        json.name("edited").beginArray().value(edit.seq()).value(edit.at().toEpochMilli());
        json.endArray();
      }
      if (state.deleted().isPresent()) {
        write(json.name("deleted"), state.deleted().get());
      }
      if (state.pinned()) {
        json.name("pinned").value(true);
      }
      if (!state.reactions().isEmpty()) {
        write(json.name("reactions"), state.reactions());
      }
      if (state.replies().isPresent()) {
        Replies replies = state.replies().get();
        json.name("replies").beginArray().value(replies.count()).value(replies.last()).endArray();
      }
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string does not fail
    }
    return text.toString();
  }

  private static MessageState initial(long rev) {
    return new MessageState(
        rev, Optional.empty(), Optional.empty(), false, List.of(), Optional.empty());
  }

  private static void write(JsonWriter json, Deletion deletion) throws IOException {
    json.beginArray();
    write(json, deletion.by());
    json.value(deletion.at().toEpochMilli()).value(deletion.reason()).endArray();
  }

  private static void write(JsonWriter json, List<Reaction> reactions) throws IOException {
    json.beginArray();
    for (Reaction each : reactions) {
      json.beginArray().value(each.emoji()).value(each.count()).beginArray();
      for (User user : each.users()) {
        write(json, user);
      }
      json.endArray().endArray();
    }
    json.endArray();
  }

  private static void write(JsonWriter json, User user) throws IOException {
    json.beginArray().value(user.id().value()).value(user.name()).value(user.kind().name());
    json.endArray();
  }

  /**
   * The state of a message.
   *
   * @param json the value of the column, or null
   */
  static MessageState read(long rev, String json) {
    if (json == null) {
      return rev == 0 ? MessageState.INITIAL : initial(rev);
    }
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      return read(rev, reader);
    } catch (IOException e) {
      throw new UncheckedIOException("not the state of a message: " + e.getMessage(), e);
    }
  }

  private static MessageState read(long rev, JsonReader json) throws IOException {
    Optional<Edit> edited = Optional.empty();
    Optional<Deletion> deleted = Optional.empty();
    boolean pinned = false;
    List<Reaction> reactions = List.of();
    Optional<Replies> replies = Optional.empty();
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "edited" -> edited = Optional.of(edit(json));
        case "deleted" -> deleted = Optional.of(deletion(json));
        case "pinned" -> pinned = json.nextBoolean();
        case "reactions" -> reactions = reactions(json);
        case "replies" -> replies = Optional.of(replies(json));
        default -> json.skipValue(); // of a later version
      }
    }
    json.endObject();
    return new MessageState(rev, edited, deleted, pinned, reactions, replies);
  }

  private static Edit edit(JsonReader json) throws IOException {
    json.beginArray();
    Edit edit = new Edit(json.nextLong(), Instant.ofEpochMilli(json.nextLong()));
    json.endArray();
    return edit;
  }

  private static Deletion deletion(JsonReader json) throws IOException {
    json.beginArray();
    Deletion deletion =
        new Deletion(user(json), Instant.ofEpochMilli(json.nextLong()), json.nextString());
    json.endArray();
    return deletion;
  }

  private static Replies replies(JsonReader json) throws IOException {
    json.beginArray();
    Replies replies = new Replies(json.nextInt(), json.nextLong());
    json.endArray();
    return replies;
  }

  private static List<Reaction> reactions(JsonReader json) throws IOException {
    List<Reaction> reactions = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      json.beginArray();
      String emoji = json.nextString();
      int count = json.nextInt();
      List<User> users = new ArrayList<>();
      json.beginArray();
      while (json.hasNext()) {
        users.add(user(json));
      }
      json.endArray();
      json.endArray();
      reactions.add(new Reaction(emoji, count, users));
    }
    json.endArray();
    return reactions;
  }

  private static User user(JsonReader json) throws IOException {
    json.beginArray();
    User user =
        new User(
            UserId.of(json.nextString()), json.nextString(), User.Kind.valueOf(json.nextString()));
    json.endArray();
    return user;
  }
}
