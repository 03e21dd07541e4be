package chat.server.storage.maintenance;

import chat.core.model.Membership;
import chat.core.model.Notifications;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.directory.SqlMembershipStore;
import chat.server.storage.sql.SqlSession;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The members of an exported room: {@code members} has the read marker of each, {@code levels} the
 * notifications of those who have set them. Stateless.
 */
final class ExportedMembers {
  private static final String MARKS = "members";
  private static final String LEVELS = "levels";

  private ExportedMembers() {}

  /** The members of a stored room, by user id. */
  static Map<String, Membership> read(SqlSession session, RoomRow room) throws SQLException {
    Map<String, Membership> members = new LinkedHashMap<>();
    session.each(
        "SELECT user_id, mark, level, level_until FROM members WHERE room = ? ORDER BY user_id",
        row ->
            members.put(
                row.getString(1),
                new Membership(room.room().id(), row.getLong(2))
                    .with(SqlMembershipStore.notifications(row.getString(3), row.getLong(4)))),
        room.number());
    return members;
  }

  /** Adds the members to the first line of an export. */
  static void write(JsonObject head, Map<String, Membership> members) {
    JsonObject marks = new JsonObject();
    JsonObject levels = new JsonObject();
    members.forEach(
        (user, member) -> {
          marks.addProperty(user, member.mark());
          if (!member.notifications().equals(Notifications.ALL)) {
            levels.add(user, json(member.notifications()));
          }
        });
    head.add(MARKS, marks);
    if (levels.size() > 0) {
      head.add(LEVELS, levels);
    }
  }

  private static JsonObject json(Notifications notifications) {
    JsonObject json = new JsonObject();
    json.addProperty("level", notifications.level().name());
    notifications.until().ifPresent(until -> json.addProperty("until", until.toEpochMilli()));
    return json;
  }

  /**
   * The members in the first line of an export, by user id; earlier versions wrote no levels.
   *
   * @throws RuntimeException if they are invalid
   */
  static Map<String, Membership> parse(JsonObject head, RoomId room) {
    Map<String, Membership> members = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> mark : head.getAsJsonObject(MARKS).entrySet()) {
      members.put(mark.getKey(), new Membership(room, mark.getValue().getAsLong()));
    }
    if (head.has(LEVELS)) {
      for (Map.Entry<String, JsonElement> level : head.getAsJsonObject(LEVELS).entrySet()) {
        members.computeIfPresent(
            level.getKey(), (user, member) -> member.with(of(level.getValue().getAsJsonObject())));
      }
    }
    return members;
  }

  private static Notifications of(JsonObject json) {
    return SqlMembershipStore.notifications(
        json.get("level").getAsString(), json.has("until") ? json.get("until").getAsLong() : 0);
  }

  /**
   * Makes those of the members who are known to the store members of the imported room.
   *
   * @return the number of unknown ones
   */
  static int join(SqlSession session, RoomRow room, Map<String, Membership> members)
      throws SQLException {
    int unknown = 0;
    for (Map.Entry<String, Membership> each : members.entrySet()) {
      if (session.first("SELECT 1 FROM users WHERE id = ?", row -> true, each.getKey()).isEmpty()) {
        unknown++;
        continue;
      }
      UserId user = UserId.of(each.getKey());
      Membership member = each.getValue();
      RoomRow.join(session, room.number(), user, member.mark());
      SqlMembershipStore.setNotifications(session, room.number(), user, member.notifications());
    }
    return unknown;
  }
}
