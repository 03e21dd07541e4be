/** Handlers of commands that read: history, search, read markers. */
package chat.core.internal.history;
