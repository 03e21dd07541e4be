package chat.server.wire.event;

import chat.core.event.MessagePosted;
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
import java.util.OptionalLong;

/** The codec of {@link MessagePosted}. */
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
    json.list("mentions", event.mentions(), CommonFields::mention)
        .flag("private", CommonFields.isPrivate(event.room()));
  }

  @Override
  public MessagePosted read(EventHeader header, JsonObject body) {
    JsonElement replyTo = body.get("reply_to");
    List<Mention> mentions = new ArrayList<>();
    for (JsonElement each : body.getAsJsonArray("mentions")) {
      JsonObject mention = each.getAsJsonObject();
      mentions.add(
          new Mention(
              user(mention.getAsJsonObject("user")),
              mention.get("start").getAsInt(),
              mention.get("end").getAsInt()));
    }
    return new MessagePosted(
        header.room(),
        header.seq(),
        header.author(),
        body.get("text").getAsString(),
        header.at(),
        header.clientId(),
        replyTo == null ? OptionalLong.empty() : OptionalLong.of(replyTo.getAsLong()),
        mentions);
  }

  private static User user(JsonObject json) {
    return new User(
        UserId.of(json.get("id").getAsString()),
        json.get("name").getAsString(),
        User.Kind.valueOf(json.get("kind").getAsString().toUpperCase(Locale.ROOT)));
  }
}
