/**
 * The project's own benchmark. It drives the fat jar, as a process of its own, through real
 * WebSockets on the loopback device; see performance.md for the command.
 */
package chat.server.bench;
