package chat.server.torture.history;

/** One connection of one device of a person. Immutable. */
public record Link(String person, String device, int connection) {}
