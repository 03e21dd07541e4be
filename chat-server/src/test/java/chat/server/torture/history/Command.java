package chat.server.torture.history;

import com.google.gson.JsonObject;
import java.util.Set;

/**
 * A command that makes an event, sent under one key until it is answered. Implementations are
 * immutable.
 */
public sealed interface Command {
  /** The types of all events that commands make. */
  Set<String> EVENTS =
      Set.of(
          Event.MESSAGE,
          "message_edited",
          "message_deleted",
          "reaction_added",
          "reaction_removed",
          "message_pinned",
          "message_unpinned",
          "room_changed");

  /** The room named in the frame. */
  String room();

  String clientId();

  /** The type of the frame. */
  String type();

  /** Adds the fields of the frame besides type, room and key. */
  void write(JsonObject frame);

  /** The type of the event that it makes. */
  String event();

  /** Whether {@code made} is the event that this command makes. */
  default boolean makes(Event made) {
    return made.type().equals(event()) && made.target() == target();
  }

  /** The message that it changes; 0 for none. */
  default long target() {
    return 0;
  }

  /** The text that its event has; empty for none. */
  default String text() {
    return "";
  }

  /**
   * Posts a message.
   *
   * @param said what is written into the frame
   * @param text what is kept
   * @param to the user for whose eyes alone it is; empty when it is for the room
   * @param replyTo the answered message; 0 for none
   */
  record Send(String room, String clientId, String said, String text, String to, long replyTo)
      implements Command {
    @Override
    public String type() {
      return "send_message";
    }

    @Override
    public void write(JsonObject frame) {
      frame.addProperty("text", said);
      if (replyTo > 0) {
        frame.addProperty("reply_to", replyTo);
      }
    }

    @Override
    public String event() {
      return Event.MESSAGE;
    }

    @Override
    public boolean makes(Event made) {
      return Command.super.makes(made) && made.replyTo() == replyTo;
    }
  }

  /**
   * Edits a message.
   *
   * @param baseRev the {@code rev} that the client saw; -1 to overwrite any edit
   */
  record Edit(String room, String clientId, long target, String text, long baseRev)
      implements Command {
    /** Overwrites any edit. */
    public static final long ANY = -1;

    @Override
    public String type() {
      return "edit_message";
    }

    @Override
    public void write(JsonObject frame) {
      frame.addProperty("seq", target);
      frame.addProperty("text", text);
      if (baseRev != ANY) {
        frame.addProperty("base_rev", baseRev);
      }
    }

    @Override
    public String event() {
      return "message_edited";
    }
  }

  /** Deletes a message; {@code reason} may be empty. */
  record Delete(String room, String clientId, long target, String reason) implements Command {
    @Override
    public String type() {
      return "delete_message";
    }

    @Override
    public void write(JsonObject frame) {
      frame.addProperty("seq", target);
      if (!reason.isEmpty()) {
        frame.addProperty("reason", reason);
      }
    }

    @Override
    public String event() {
      return "message_deleted";
    }

    @Override
    public boolean makes(Event made) {
      return Command.super.makes(made) && made.subject().equals(reason);
    }
  }

  /**
   * Sets or removes a reaction.
   *
   * @param emoji as it is written into the frame
   * @param kept the emoji's form that is kept
   */
  record React(String room, String clientId, long target, String emoji, String kept, boolean on)
      implements Command {
    @Override
    public String type() {
      return "set_reaction";
    }

    @Override
    public void write(JsonObject frame) {
      frame.addProperty("seq", target);
      frame.addProperty("emoji", emoji);
      frame.addProperty("on", on);
    }

    @Override
    public String event() {
      return on ? "reaction_added" : "reaction_removed";
    }

    @Override
    public boolean makes(Event made) {
      return Command.super.makes(made) && made.subject().equals(kept);
    }
  }

  /** Sets or removes a pin. */
  record Pin(String room, String clientId, long target, boolean on) implements Command {
    @Override
    public String type() {
      return "set_pin";
    }

    @Override
    public void write(JsonObject frame) {
      frame.addProperty("seq", target);
      frame.addProperty("on", on);
    }

    @Override
    public String event() {
      return on ? "message_pinned" : "message_unpinned";
    }
  }

  /**
   * Sets the name or the topic of a room.
   *
   * @param field which of both
   */
  record ChangeRoom(String room, String clientId, String field, String value) implements Command {
    @Override
    public String type() {
      return "change_room";
    }

    @Override
    public void write(JsonObject frame) {
      frame.addProperty(field, value);
    }

    @Override
    public String event() {
      return "room_changed";
    }

    @Override
    public boolean makes(Event made) {
      return Command.super.makes(made) && made.subject().equals(Event.change(field, value));
    }
  }
}
