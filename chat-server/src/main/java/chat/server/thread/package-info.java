/** Creation and supervision of the server's critical threads. */
package chat.server.thread;
