/**
 * The threads that the server cannot live without: how they are made, watched and what their end
 * means.
 */
package chat.server.thread;
