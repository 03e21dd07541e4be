/** The chat over HTTP: the page, REST, health, and what every response must say or must not. */
package chat.server.http;
