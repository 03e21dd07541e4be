/** The shares of the heap for data that grows with client input. */
package chat.server.bound;
