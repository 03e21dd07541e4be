/**
 * The whole way through the page in the other two browser engines, Firefox's and WebKit's, as the
 * distribution packages them: each driven by the protocol that it speaks itself, against the real
 * server.
 */
package chat.server.browser.engine;
