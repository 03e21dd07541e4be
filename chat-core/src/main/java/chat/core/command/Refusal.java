package chat.core.command;

/** Why a command was rejected. */
public enum Refusal {
  /** A field of the command is invalid; the outcome names it. */
  INVALID("invalid", false),
  /** The room, user, code or invite does not exist, or the caller may not know of it. */
  NOT_FOUND("not_found", false),
  /** The caller may read the room, but only members may do this. */
  NOT_MEMBER("not_member", false),
  /** Another user or room has the name. */
  NAME_TAKEN("name_taken", false),
  /** The message was edited since the caller saw it; the outcome has it as it is now. */
  CONFLICT("conflict", false),
  /** The caller may not do this. */
  FORBIDDEN("forbidden", false),
  /** The text or file is longer than the server allows. */
  TOO_LONG("too_long", false),
  /** The files of the server would take more space than it has for them. */
  QUOTA("quota", false),
  /** The command needs a user, but the connection is anonymous, or its user was retired. */
  UNAUTHORIZED("unauthorized", false),
  /** Too many commands at a time; the client may try again. */
  BUSY("busy", true),
  /** The store fails, or the chat is stopping; the client may try again. */
  UNAVAILABLE("unavailable", true);

  private final String code;
  private final boolean temporary;

  Refusal(String code, boolean temporary) {
    this.code = code;
    this.temporary = temporary;
  }

  /** The error code in the protocol. */
  public String code() {
    return code;
  }

  /** Whether the same command may succeed later. */
  public boolean temporary() {
    return temporary;
  }
}
