package chat.core.event;

/** An event that is delivered to subscribers: durable or live. Immutable. */
public sealed interface Event permits RoomEvent, Signal {}
