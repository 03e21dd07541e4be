package chat.core.command;

/** Asks who one is and what rooms there are: the first thing a client wants to know. Immutable. */
public record Enter() implements Command<Reply.Entered> {}
