/** The common parts of HTTP requests: routing, authentication, bodies and responses. */
package chat.server.http;
