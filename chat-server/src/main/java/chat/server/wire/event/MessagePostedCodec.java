package chat.server.wire.event;

import chat.core.event.MessagePosted;
import chat.core.event.MessageState;
import chat.core.model.Mention;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.server.wire.json.CommonFields;
import chat.server.wire.json.JsonWriter;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The codec of {@link MessagePosted}. It writes the state of a message, and reads the message as it
 * was posted.
 */
final class MessagePostedCodec implements EventCodec<MessagePosted> {
  @Override
  public String type() {
    return "new_message";
  }

  @Override
  public Class<MessagePosted> event() {
    return MessagePosted.class;
  }

  @Override
  public void write(JsonWriter json, MessagePosted event) {
    json.string("text", event.text());
    event.replyTo().ifPresent(seq -> json.number("reply_to", seq));
    json.list("mentions", event.mentions(), CommonFields::mention);
    mentionAll(json, event.mentionAll());
    FileJson.files(json, event.files());
    json.flag("private", CommonFields.isPrivate(event.room()));
    event.thread().ifPresent(root -> json.number("thread", root));
    if (!event.state().isInitial()) {
      state(json, event.state());
    }
  }

  /** What later events made of the message. Reading it back is the store's. */
  private static void state(JsonWriter json, MessageState state) {
    if (state.rev() > 0) {
      json.number("rev", state.rev());
    }
    state.edited().ifPresent(edit -> json.time("edited_at", edit.at()));
    state.deleted().ifPresent(deletion -> deletion(json.name("deleted"), deletion));
    json.flag("pinned", state.pinned());
    if (!state.reactions().isEmpty()) {
      json.list("reactions", state.reactions(), MessagePostedCodec::reaction);
    }
    state
        .replies()
        .ifPresent(
            replies ->
                json.object(
                    "replies",
                    it -> it.number("count", replies.count()).number("last", replies.last())));
  }

  private static void deletion(JsonWriter json, MessageState.Deletion deletion) {
    json.object(
        it -> {
          CommonFields.user(it.name("user"), deletion.by());
          it.time("at", deletion.at())
              .string("reason", Optional.of(deletion.reason()).filter(text -> !text.isEmpty()));
        });
  }

  private static void reaction(JsonWriter json, MessageState.Reaction reaction) {
    json.object(
        it ->
            it.string("emoji", reaction.emoji())
                .number("count", reaction.count())
                .list("users", reaction.users(), (out, user) -> out.value(user.id().value())));
  }

  @Override
  public MessagePosted read(EventHeader header, JsonObject body) {
    MessagePosted posted =
        new MessagePosted(
                header.room(),
                header.seq(),
                header.author(),
                body.get("text").getAsString(),
                header.at(),
                header.clientId(),
                seq(body, "reply_to"),
                mentions(body))
            .mentioning(mentionAll(body))
            .withFiles(FileJson.files(body));
    OptionalLong thread = seq(body, "thread");
    return thread.isPresent() ? posted.inThread(thread.getAsLong()) : posted;
  }

  private static OptionalLong seq(JsonObject body, String member) {
    JsonElement seq = body.get(member);
    return seq == null ? OptionalLong.empty() : OptionalLong.of(seq.getAsLong());
  }

  static List<Mention> mentions(JsonObject body) {
    List<Mention> mentions = new ArrayList<>();
    for (JsonElement each : body.getAsJsonArray("mentions")) {
      JsonObject mention = each.getAsJsonObject();
      mentions.add(
          new Mention(
              user(mention.getAsJsonObject("user")),
              mention.get("start").getAsInt(),
              mention.get("end").getAsInt()));
    }
    return mentions;
  }

  /** Writes the mentions of all members or all who are present, if there are any. */
  static void mentionAll(JsonWriter json, List<Mention.OfAll> mentions) {
    if (!mentions.isEmpty()) {
      json.list(
          "mention_all",
          mentions,
          (out, mention) ->
              out.object(
                  it ->
                      it.string("who", mention.who().word())
                          .number("start", mention.start())
                          .number("end", mention.end())));
    }
  }

  static List<Mention.OfAll> mentionAll(JsonObject body) {
    if (!body.has("mention_all")) {
      return List.of();
    }
    List<Mention.OfAll> mentions = new ArrayList<>();
    for (JsonElement each : body.getAsJsonArray("mention_all")) {
      JsonObject mention = each.getAsJsonObject();
      mentions.add(
          new Mention.OfAll(
              Mention.Who.of(mention.get("who").getAsString()).orElseThrow(),
              mention.get("start").getAsInt(),
              mention.get("end").getAsInt()));
    }
    return mentions;
  }

  static User user(JsonObject json) {
    return new User(
        UserId.of(json.get("id").getAsString()),
        json.get("name").getAsString(),
        User.Kind.valueOf(json.get("kind").getAsString().toUpperCase(Locale.ROOT)));
  }
}
