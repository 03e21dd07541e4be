/** Commands about the messages of a room. */
package chat.core.command.message;
