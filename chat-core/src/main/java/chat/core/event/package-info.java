/** Events of rooms: durable events with a number, and live signals without one. */
package chat.core.event;
