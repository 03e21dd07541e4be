/** Consumers that follow the log behind the commit, with durable cursors. */
package chat.server.storage.follow;
