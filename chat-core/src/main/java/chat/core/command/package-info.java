/** The commands of a connection, their replies and outcomes. */
package chat.core.command;
