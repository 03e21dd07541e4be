/**
 * How often and how much at once each client may ask: token buckets, and a cap on connections.
 * Knows neither socket nor wire; time is given.
 */
package chat.server.limit;
