/** The page and its files. */
package chat.server.http.assets;
