package chat.server.storage.log;

import chat.core.event.MessagePosted;
import chat.core.model.Mention;
import chat.core.model.User;
import chat.core.model.UserId;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;

/**
 * The column {@code mentions} of a message, as JSON: users are {@code [id, name, kind, start,
 * end]}, all members or all who are present {@code [who, start, end]}. Stateless.
 */
final class MentionsColumn {
  private static final int SIZE_OF_ALL = 3;

  private MentionsColumn() {}

  /** The value of the column; null when there are no mentions. */
  static String write(MessagePosted message) {
    if (message.mentions().isEmpty() && message.mentionAll().isEmpty()) {
      return null;
    }
    JsonArray all = new JsonArray();
    for (Mention mention : message.mentions()) {
      JsonArray one = new JsonArray();
      one.add(mention.user().id().value());
      one.add(mention.user().name());
      one.add(mention.user().kind().name());
      one.add(mention.start());
      one.add(mention.end());
      all.add(one);
    }
    for (Mention.OfAll mention : message.mentionAll()) {
      JsonArray one = new JsonArray();
      one.add(mention.who().word());
      one.add(mention.start());
      one.add(mention.end());
      all.add(one);
    }
    return all.toString();
  }

  /** The entries of a value of the column, which may be null. */
  static JsonArray parse(String json) {
    return json == null ? new JsonArray() : JsonParser.parseString(json).getAsJsonArray();
  }

  /** The mentions of users. */
  static List<Mention> users(JsonArray entries) {
    if (entries.isEmpty()) {
      return List.of();
    }
    List<Mention> mentions = new ArrayList<>();
    for (JsonElement each : entries) {
      JsonArray one = each.getAsJsonArray();
      if (one.size() > SIZE_OF_ALL) {
        User user =
            new User(
                UserId.of(one.get(0).getAsString()),
                one.get(1).getAsString(),
                User.Kind.valueOf(one.get(2).getAsString()));
        mentions.add(new Mention(user, one.get(3).getAsInt(), one.get(4).getAsInt()));
      }
    }
    return mentions;
  }

  /** The mentions of all members or all who are present. */
  static List<Mention.OfAll> all(JsonArray entries) {
    if (entries.isEmpty()) {
      return List.of();
    }
    List<Mention.OfAll> mentions = new ArrayList<>();
    for (JsonElement each : entries) {
      JsonArray one = each.getAsJsonArray();
      if (one.size() == SIZE_OF_ALL) {
        Mention.Who who = Mention.Who.of(one.get(0).getAsString()).orElseThrow();
        mentions.add(new Mention.OfAll(who, one.get(1).getAsInt(), one.get(2).getAsInt()));
      }
    }
    return mentions;
  }
}
