/** The search index, which follows the log, and searches in it. */
package chat.server.storage.search;
