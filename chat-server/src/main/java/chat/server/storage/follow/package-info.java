/** Consumers of committed events, with durable cursors. */
package chat.server.storage.follow;
