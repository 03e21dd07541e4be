package chat.server.torture;

import chat.server.torture.history.Seen;
import chat.server.torture.history.StoredLog;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the logs from the store's tables, past the server's own ways of reading, which may be what
 * is wrong. Rows become frames as on the wire. Confined to one thread.
 */
final class StoredTables {
  private static final DateTimeFormatter WIRE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final String MESSAGES =
      "SELECT id, 'new_message' AS type, author, client_id, at, text, mentions, reply_to, thread,"
          + " rev, state FROM messages WHERE id >= ? AND id < ?";

  private static final String EVENTS =
      "SELECT id, type, author, client_id, at, target, body FROM events WHERE id >= ? AND id < ?";

  private final Wire wire = new Wire();
  private final Connection connection;

  private StoredTables(Connection connection) {
    this.connection = connection;
  }

  private interface Row {
    JsonObject frame(JsonObject header, ResultSet row) throws SQLException;
  }

  /** All logs of a store that no server uses. */
  static List<StoredLog> read(String jdbcUrl) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
      return new StoredTables(connection).logs();
    }
  }

  private List<StoredLog> logs() throws SQLException {
    List<StoredLog> logs = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet room =
            statement.executeQuery("SELECT number, id, epoch, head, name, topic FROM rooms")) {
      while (room.next()) {
        String id = room.getString(2);
        List<Seen> events = new ArrayList<>();
        add(events, MESSAGES, room.getLong(1), id, StoredTables::message);
        add(events, EVENTS, room.getLong(1), id, StoredTables::event);
        events.sort(Comparator.comparing(seen -> seen.event().seq()));
        logs.add(
            new StoredLog(
                id,
                room.getString(3),
                room.getLong(4),
                Wire.people(id),
                StoredLog.look(room.getString(5), room.getString(6)),
                events));
      }
    }
    return logs;
  }

  private void add(List<Seen> events, String sql, long number, String room, Row reader)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setLong(1, number << 32);
      query.setLong(2, (number + 1) << 32);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          JsonObject header = new JsonObject();
          header.addProperty("room", room);
          header.addProperty("seq", seq(row.getLong("id")));
          header.addProperty("type", row.getString("type"));
          header.add("user", user(row.getString("author")));
          header.addProperty("client_id", row.getString("client_id"));
          header.addProperty("at", time(row.getLong("at")));
          events.add(wire.seen(reader.frame(header, row)));
        }
      }
    }
  }

  /** The seq of an event's id. */
  private static long seq(long id) {
    return id & 0xffff_ffffL;
  }

  private static String time(long millis) {
    return WIRE_TIME.format(Instant.ofEpochMilli(millis));
  }

  private static JsonObject user(String id) {
    JsonObject user = new JsonObject();
    user.addProperty("id", id);
    return user;
  }

  private static JsonObject event(JsonObject frame, ResultSet row) throws SQLException {
    frame.addProperty("target", row.getLong("target")); // 0 for null
    JsonParser.parseString(row.getString("body"))
        .getAsJsonObject()
        .entrySet()
        .forEach(field -> frame.add(field.getKey(), field.getValue()));
    return frame;
  }

  private static JsonObject message(JsonObject frame, ResultSet row) throws SQLException {
    String mentions = row.getString("mentions");
    frame.addProperty("text", row.getString("text"));
    frame.add("mentions", mentions == null ? new JsonArray() : JsonParser.parseString(mentions));
    frame.addProperty("reply_to", row.getLong("reply_to")); // 0 for null
    frame.addProperty("thread", seq(row.getLong("thread")));
    frame.addProperty("rev", row.getLong("rev"));
    String state = row.getString("state");
    if (state != null) {
      addState(frame, JsonParser.parseString(state).getAsJsonObject());
    }
    return frame;
  }

  /** Adds what the column {@code state} has: see migration 10. */
  private static void addState(JsonObject frame, JsonObject state) {
    if (state.has("edited")) {
      JsonArray edit = state.getAsJsonArray("edited"); // seq, at
      frame.addProperty("edited_at", time(edit.get(1).getAsLong()));
    }
    if (state.has("deleted")) {
      JsonArray deletion = state.getAsJsonArray("deleted"); // user, at, reason
      JsonObject deleted = new JsonObject();
      deleted.add("user", userOf(deletion.get(0)));
      deleted.addProperty("at", time(deletion.get(1).getAsLong()));
      deleted.add("reason", deletion.get(2));
      frame.add("deleted", deleted);
    }
    if (state.has("pinned")) {
      frame.add("pinned", state.get("pinned"));
    }
    if (state.has("reactions")) {
      JsonArray reactions = new JsonArray();
      state.getAsJsonArray("reactions").forEach(each -> reactions.add(reaction(each)));
      frame.add("reactions", reactions);
    }
    if (state.has("replies")) {
      JsonArray counted = state.getAsJsonArray("replies"); // count, last
      JsonObject replies = new JsonObject();
      replies.add("count", counted.get(0));
      replies.add("last", counted.get(1));
      frame.add("replies", replies);
    }
  }

  private static JsonObject reaction(JsonElement stored) {
    JsonArray parts = stored.getAsJsonArray(); // emoji, count, users
    JsonObject reaction = new JsonObject();
    JsonArray users = new JsonArray();
    parts.get(2).getAsJsonArray().forEach(user -> users.add(userOf(user).get("id")));
    reaction.add("emoji", parts.get(0));
    reaction.add("count", parts.get(1));
    reaction.add("users", users);
    return reaction;
  }

  private static JsonObject userOf(JsonElement stored) {
    return user(stored.getAsJsonArray().get(0).getAsString()); // id, name, kind
  }
}
