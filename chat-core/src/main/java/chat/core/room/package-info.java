/**
 * How rooms work inside; not exported.
 *
 * <p>A room's state is confined to its {@link chat.core.room.Lane}: one worker at a time on the
 * host's executor. Three things are shared between lanes, and each says how: {@link
 * chat.core.room.Person} (memberships and listeners), {@link chat.core.room.Listener} (the rooms it
 * is in) and the registry {@link chat.core.room.Rooms}.
 */
package chat.core.room;
