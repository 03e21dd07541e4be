package chat.core.command.message;

import chat.core.command.Command;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import java.util.Objects;

/**
 * Notes that everything up to a number is read. Marks never go back. Immutable.
 *
 * @param room which room
 * @param seq the last one read
 */
public record MarkRead(RoomId room, long seq) implements Command<MarkRead.Marked> {
  /**
   * The mark that is in force.
   *
   * @param room the room
   * @param seq the mark in force, never below an earlier one
   * @param unread other people's messages after it, at most 1,000
   */
  public record Marked(RoomId room, long seq, int unread) implements Reply {}

  /** Rejects null. */
  public MarkRead {
    Objects.requireNonNull(room, "room");
  }
}
