package chat.core.command;

/** Why a command was refused. */
public enum Refusal {
  /** A part of the command is wrong; the outcome names it. */
  INVALID("invalid", false),
  /** There is no such room, person or code that the asker may know of. */
  NOT_FOUND("not_found", false),
  /** The room can be read, but only its members may do this. */
  NOT_MEMBER("not_member", false),
  /** Somebody else, or another room, has the name. */
  NAME_TAKEN("name_taken", false),
  /** The asker may not do this. */
  FORBIDDEN("forbidden", false),
  /** The text is longer than the server takes. */
  TOO_LONG("too_long", false),
  /** Nobody in particular asks, and this needs somebody. */
  UNAUTHORIZED("unauthorized", false),
  /** Too much is asked at once; try again. */
  BUSY("busy", true),
  /** The store does not answer, or the chat is stopping; try again. */
  UNAVAILABLE("unavailable", true);

  private final String code;
  private final boolean temporary;

  Refusal(String code, boolean temporary) {
    this.code = code;
    this.temporary = temporary;
  }

  /** The name of this refusal on every wire. */
  public String code() {
    return code;
  }

  /** Whether the same command may succeed later. */
  public boolean temporary() {
    return temporary;
  }
}
