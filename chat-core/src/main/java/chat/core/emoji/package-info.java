/** The emoji that may be reactions. Pure functions. */
package chat.core.emoji;
