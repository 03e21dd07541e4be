package chat.server.storage.account;

import chat.server.storage.sql.SqlSession;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;

/** Random secrets that a store generates once. Stateless. */
public final class Secrets {
  private static final int BYTES = 32;

  private Secrets() {}

  /**
   * The secret {@code name}, 64 hexadecimal digits, generated when it is missing; the same for all
   * servers of a database.
   */
  public static String get(SqlSession session, String name) throws SQLException {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    session.update(
        "INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING",
        name,
        HexFormat.of().formatHex(bytes));
    session.commit();
    String value =
        session
            .first("SELECT value FROM secrets WHERE name = ?", row -> row.getString(1), name)
            .orElseThrow();
    session.commit();
    return value;
  }
}
