/** Search queries, the words of texts, and excerpts of messages found. Pure functions. */
package chat.core.search;
