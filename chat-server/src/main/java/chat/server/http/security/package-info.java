/** Checks of hosts, origins, request framing and the number of connections. */
package chat.server.http.security;
