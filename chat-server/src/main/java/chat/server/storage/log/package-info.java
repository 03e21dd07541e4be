/** The log of rooms in SQL, and retention. */
package chat.server.storage.log;
