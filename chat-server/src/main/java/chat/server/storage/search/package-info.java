/** The index of words, which follows the log, and searches in it. */
package chat.server.storage.search;
