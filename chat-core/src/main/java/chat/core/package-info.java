/** The front door: a {@link chat.core.Chat} and the connections to it. */
package chat.core;
