/** Zips of stored entries with a manifest of their hashes, and files that appear whole. */
package chat.server.storage.archive;
