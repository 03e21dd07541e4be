/** The entry point: a {@link chat.core.Chat} and its connections. */
package chat.core;
