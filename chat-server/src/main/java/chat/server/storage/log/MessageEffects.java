package chat.server.storage.log;

import chat.core.event.MessageDeleted;
import chat.core.event.MessageEdited;
import chat.core.event.MessagePinned;
import chat.core.event.MessagePosted;
import chat.core.event.MessageUnpinned;
import chat.core.event.ReactionAdded;
import chat.core.event.ReactionRemoved;
import chat.core.event.RoomEvent;
import chat.server.storage.directory.LogRows;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.Map;

/**
 * What an event about a message changes besides the row of the message: reactions, pins, versions
 * and the bodies of edits, in the transaction of the event. Stateless.
 */
final class MessageEffects {
  private static final Map<Class<?>, Effect<?>> EFFECTS =
      Map.of(
          MessageEdited.class, Effect.of(MessageEdited.class, MessageEffects::edit),
          MessageDeleted.class, Effect.of(MessageDeleted.class, MessageEffects::delete),
          ReactionAdded.class, Effect.of(ReactionAdded.class, MessageEffects::react),
          ReactionRemoved.class, Effect.of(ReactionRemoved.class, MessageEffects::unreact),
          MessagePinned.class, Effect.of(MessagePinned.class, MessageEffects::pin),
          MessageUnpinned.class, Effect.of(MessageUnpinned.class, MessageEffects::unpin));

  /**
   * An event about a message.
   *
   * @param id the id of the event
   * @param message the id of the message
   * @param before the message before the event
   */
  private record Change<E>(long id, E event, long message, MessagePosted before) {}

  @FunctionalInterface
  private interface Statements<E> {
    void run(SqlSession session, Change<E> change) throws SQLException;
  }

  private record Effect<E extends RoomEvent>(Class<E> type, Statements<E> statements) {
    static <E extends RoomEvent> Effect<E> of(Class<E> type, Statements<E> statements) {
      return new Effect<>(type, statements);
    }

    void apply(SqlSession session, long id, RoomEvent event, long message, MessagePosted before)
        throws SQLException {
      statements.run(session, new Change<>(id, type.cast(event), message, before));
    }
  }

  private MessageEffects() {}

  /**
   * Applies an event to the tables beside the messages; events of other types have no effect.
   *
   * @param id the id of the event
   * @param message the id of the message that it is about
   * @param before that message before it
   */
  static void apply(
      SqlSession session, long id, RoomEvent event, long message, MessagePosted before)
      throws SQLException {
    Effect<?> effect = EFFECTS.get(event.getClass());
    if (effect != null) {
      effect.apply(session, id, event, message, before);
    }
  }

  /** A description of a file is no version, but is listed to be erased with the message. */
  private static void edit(SqlSession session, Change<MessageEdited> change) throws SQLException {
    if (change.event().isDescription()) {
      session.update(
          "INSERT INTO versions (message, event, text) VALUES (?, ?, '')",
          change.message(),
          change.id());
    } else if (change.before().state().edited().isPresent()) {
      session.update(
          "INSERT INTO versions (message, event) VALUES (?, ?)", change.message(), change.id());
    } else {
      session.update(
          "INSERT INTO versions (message, event, text) VALUES (?, ?, ?), (?, ?, NULL)",
          change.message(),
          change.message(),
          change.before().text(),
          change.message(),
          change.id());
    }
  }

  private static void delete(SqlSession session, Change<MessageDeleted> change)
      throws SQLException {
    MessagePosted before = change.before();
    LogRows.overwrite(session, change.message());
    if (before.state().edited().isPresent() || !before.files().isEmpty()) {
      LogRows.eraseEdits(session, change.message() - 1, change.message());
    }
    if (!before.state().reactions().isEmpty()) {
      session.update("DELETE FROM reactions WHERE message = ?", change.message());
    }
    if (!before.files().isEmpty()) {
      LogRows.eraseFiles(session, change.message() - 1, change.message());
    }
    if (before.state().pinned()) {
      session.update("DELETE FROM pins WHERE message = ?", change.message());
    }
  }

  private static void react(SqlSession session, Change<ReactionAdded> change) throws SQLException {
    session.update(
        "INSERT INTO reactions (message, user_id, emoji, event) VALUES (?, ?, ?, ?)",
        change.message(),
        change.event().author().id().value(),
        change.event().emoji(),
        change.id());
  }

  private static void unreact(SqlSession session, Change<ReactionRemoved> change)
      throws SQLException {
    session.update(
        "DELETE FROM reactions WHERE message = ? AND user_id = ? AND emoji = ?",
        change.message(),
        change.event().author().id().value(),
        change.event().emoji());
  }

  private static void pin(SqlSession session, Change<MessagePinned> change) throws SQLException {
    session.update(
        "INSERT INTO pins (event, message) VALUES (?, ?)", change.id(), change.message());
  }

  private static void unpin(SqlSession session, Change<MessageUnpinned> change)
      throws SQLException {
    session.update("DELETE FROM pins WHERE message = ?", change.message());
  }
}
