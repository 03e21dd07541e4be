/** In-memory stores of accounts, for a server without a database. */
package chat.server.account.memory;
