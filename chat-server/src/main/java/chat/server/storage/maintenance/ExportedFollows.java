package chat.server.storage.maintenance;

import chat.core.model.UserId;
import chat.core.port.FollowStore.Follow;
import chat.server.storage.directory.FollowRow;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.directory.ThreadFollowers;
import chat.server.storage.sql.Progress;
import chat.server.storage.sql.SqlSession;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which threads of an exported room its members follow: {@code follows} has for each user {@code
 * [root, followed, mark]} of each thread, the oldest first. Stateless.
 */
final class ExportedFollows {
  private static final String FOLLOWS = "follows";

  private ExportedFollows() {}

  /** What a stored room has, by user id. */
  static Map<String, List<Follow>> read(SqlSession session, RoomRow room) throws SQLException {
    Map<String, List<Follow>> follows = new LinkedHashMap<>();
    session.each(
        "SELECT user_id, root, followed, mark FROM follows WHERE room = ? ORDER BY user_id, turn",
        row ->
            follows
                .computeIfAbsent(row.getString(1), user -> new ArrayList<>())
                .add(new Follow(row.getLong(2), row.getInt(3) != 0, row.getLong(4), 0)),
        room.number());
    return follows;
  }

  /** Adds them to the first line of an export. */
  static void write(JsonObject head, Map<String, List<Follow>> follows) {
    JsonObject json = new JsonObject();
    follows.forEach(
        (user, threads) -> {
          JsonArray all = new JsonArray();
          threads.forEach(each -> all.add(json(each)));
          json.add(user, all);
        });
    head.add(FOLLOWS, json);
  }

  private static JsonArray json(Follow follow) {
    JsonArray json = new JsonArray();
    json.add(follow.root());
    json.add(follow.on());
    json.add(follow.mark());
    return json;
  }

  /**
   * Those in the first line of an export; empty when an earlier version wrote it.
   *
   * @throws RuntimeException if they are invalid
   */
  static Optional<Map<String, List<Follow>>> parse(JsonObject head) {
    if (!head.has(FOLLOWS)) {
      return Optional.empty();
    }
    Map<String, List<Follow>> follows = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> user : head.getAsJsonObject(FOLLOWS).entrySet()) {
      List<Follow> threads = new ArrayList<>();
      for (JsonElement each : user.getValue().getAsJsonArray()) {
        JsonArray one = each.getAsJsonArray();
        threads.add(
            new Follow(
                one.get(0).getAsLong(), one.get(1).getAsBoolean(), one.get(2).getAsLong(), 0));
      }
      follows.put(user.getKey(), threads);
    }
    return Optional.of(follows);
  }

  /**
   * Stores them for those users who are members of the imported room. When the export has none, the
   * authors of replies and roots follow their threads.
   */
  static void store(
      SqlSession session,
      RoomRow room,
      Optional<Map<String, List<Follow>>> follows,
      Progress progress)
      throws SQLException {
    if (follows.isEmpty()) {
      ThreadFollowers.fill(session, room, progress);
      return;
    }
    for (Map.Entry<String, List<Follow>> each : follows.get().entrySet()) {
      UserId user = UserId.of(each.getKey());
      for (Follow follow : each.getValue()) {
        FollowRow.set(session, room.number(), user, follow.root(), follow.on(), follow.mark());
      }
    }
  }
}
