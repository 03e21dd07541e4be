/** Schema migrations. */
package chat.server.storage.migration;
