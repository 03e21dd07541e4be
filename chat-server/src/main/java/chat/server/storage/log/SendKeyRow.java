package chat.server.storage.log;

import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import chat.core.port.Receipt;
import chat.core.port.SendKey;
import chat.core.port.StoreException;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Rows of send keys, which make a retry a duplicate. Stateless. */
public final class SendKeyRow {
  private SendKeyRow() {}

  /**
   * Stores a send key with its event; returns false, and changes nothing, when the key is stored
   * already.
   */
  static boolean keep(SqlSession session, SendKey key, long id, RoomEvent event)
      throws SQLException {
    return keep(session, key, id, event.at(), event.subject());
  }

  /**
   * Like {@link #keep(SqlSession, SendKey, long, RoomEvent)}, for an event of which only the
   * receipt is known.
   */
  public static boolean keep(SqlSession session, SendKey key, long id, Instant at, String subject)
      throws SQLException {
    return session.update(
            "INSERT INTO send_keys (named, author, client_id, event, at, subject)"
                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            key.named().value(),
            key.author().value(),
            key.clientId(),
            id,
            at.toEpochMilli(),
            subject.isEmpty() ? null : subject)
        > 0;
  }

  /** Removes a key whose event is not stored. */
  static void remove(SqlSession session, SendKey key) throws SQLException {
    session.update(
        "DELETE FROM send_keys WHERE named = ? AND author = ? AND client_id = ?",
        key.named().value(),
        key.author().value(),
        key.clientId());
  }

  /** The receipt of a key that is stored. */
  static Receipt get(SqlSession session, SendKey key) throws SQLException {
    return find(session, key)
        .orElseThrow(() -> new StoreException("the send key " + key + " belongs to no room"));
  }

  /** The receipt of a key; empty when it is not stored, or its room is removed. */
  static Optional<Receipt> find(SqlSession session, SendKey key) throws SQLException {
    record Place(long event, long at, String subject) {}

    Optional<Place> place =
        session.first(
            "SELECT event, at, subject FROM send_keys"
                + " WHERE named = ? AND author = ? AND client_id = ?",
            row -> new Place(row.getLong(1), row.getLong(2), row.getString(3)),
            key.named().value(),
            key.author().value(),
            key.clientId());
    if (place.isEmpty()) {
      return Optional.empty();
    }
    long event = place.get().event();
    return session.first(
        "SELECT id FROM rooms WHERE number = ?",
        row ->
            new Receipt(
                RoomId.of(row.getString(1)),
                RoomRow.seqOf(event),
                Instant.ofEpochMilli(place.get().at()),
                Objects.requireNonNullElse(place.get().subject(), "")),
        RoomRow.roomOf(event));
  }
}
