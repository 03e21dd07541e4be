/** Which hosts, origins and how many connections are admitted. */
package chat.server.http.security;
