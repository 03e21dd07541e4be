/** Users, rooms, memberships and room invites in SQL. */
package chat.server.storage.directory;
