/** Commands about rooms, their members and their invites. */
package chat.core.command.room;
