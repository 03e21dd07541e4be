/** The set-up of the log and the layout of its lines. */
package chat.server.logging;
