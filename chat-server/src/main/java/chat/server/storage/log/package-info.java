/** The message log in SQL, and retention. */
package chat.server.storage.log;
