/** Logging: level, format and throttling. */
package chat.server.logging;
