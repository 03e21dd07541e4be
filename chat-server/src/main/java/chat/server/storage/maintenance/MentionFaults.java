package chat.server.storage.maintenance;

import chat.server.storage.directory.RoomRow;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * Finds rows of the table {@code mentions} that are not what the messages say. Confined to one
 * thread.
 */
final class MentionFaults {
  /** The mentions of messages, as the table has them: see {@code MentionsColumn}. */
  private static final String EXPECTED =
      "SELECT DISTINCT CASE json_array_length(mention.value) WHEN 3 THEN ''"
          + " ELSE json_extract(mention.value, '$[0]') END AS user_id, messages.id >> 32 AS room,"
          + " messages.at AS at, messages.id AS message"
          + " FROM messages, json_each(messages.mentions) AS mention";

  private final SqlSession session;
  private final Consumer<String> faults;

  MentionFaults(SqlSession session, Consumer<String> faults) {
    this.session = session;
    this.faults = faults;
  }

  void find() throws SQLException {
    String stored = "SELECT user_id, room, at, message FROM mentions";
    find(EXPECTED + " EXCEPT " + stored, "is not among the mentions of a user");
    find(
        stored + " EXCEPT " + EXPECTED, "is among the mentions of a user whom it does not mention");
  }

  private void find(String wrong, String fault) throws SQLException {
    session.each(
        "SELECT DISTINCT rooms.id, wrong.message FROM ("
            + wrong
            + ") AS wrong LEFT JOIN rooms ON rooms.number = wrong.message >> 32",
        row ->
            faults.accept(
                "room "
                    + row.getString(1)
                    + ": message "
                    + RoomRow.seqOf(row.getLong(2))
                    + " "
                    + fault));
  }
}
