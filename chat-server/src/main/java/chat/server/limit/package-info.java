/**
 * Rate limits by token buckets, and limits on concurrent connections and memory per address.
 * Independent of sockets and wire formats; the clock is a parameter.
 */
package chat.server.limit;
