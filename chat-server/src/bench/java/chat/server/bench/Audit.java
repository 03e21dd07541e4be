package chat.server.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what was acknowledged with what the store holds, after the server was killed: each
 * acknowledged post once, under its number, with its text, and every room without a hole. Confined
 * to one thread.
 */
final class Audit {
  private static final String STORED =
      "SELECT rooms.id, messages.id & 4294967295, client_id, text FROM messages"
          + " JOIN rooms ON rooms.number = messages.id >> 32 ORDER BY messages.id";

  private final Map<String, Poster> byPrefix = new HashMap<>();
  private final Map<String, Long> heads = new HashMap<>();
  private long confirmed;

  private Audit(List<Poster> posters) {
    for (int i = 0; i < posters.size(); i++) {
      byPrefix.put("p" + i, posters.get(i));
    }
  }

  /**
   * Reads the whole store.
   *
   * @return how many acknowledgements were found true
   * @throws IOException if one was not
   */
  static long of(Path data, List<Poster> posters) throws IOException, SQLException {
    Audit audit = new Audit(posters);
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("chat.db"));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(STORED)) {
      while (row.next()) {
        audit.event(row.getString(1), row.getLong(2), row.getString(3), row.getString(4));
      }
    }
    long acknowledged = posters.stream().mapToLong(Poster::acknowledged).sum();
    if (audit.confirmed != acknowledged) {
      throw new IOException(
          acknowledged + " posts were acknowledged; the store has " + audit.confirmed);
    }
    return acknowledged;
  }

  private void event(String room, long seq, String clientId, String text) throws IOException {
    if (heads.merge(room, 1L, Long::sum) != seq) {
      throw new IOException("a hole before " + seq + " in " + room);
    }
    int dash = clientId.indexOf('-');
    Poster poster = dash < 0 ? null : byPrefix.get(clientId.substring(0, dash));
    if (poster == null || !poster.sent(clientId) || !poster.room().equals(room)) {
      throw new IOException("nobody sent " + clientId + " to " + room);
    }
    if (!poster.textOf(clientId).equals(text)) {
      throw new IOException("the text of " + clientId + " is another one");
    }
    long acknowledged = poster.seqOf(clientId);
    if (acknowledged == seq) {
      confirmed++;
    } else if (acknowledged != 0) {
      throw new IOException(clientId + " is stored as " + seq + " beside " + acknowledged);
    }
  }
}
