package chat.core.event;

/** Something that a subscriber hears of. Immutable. */
public sealed interface Event permits RoomEvent, Signal {}
