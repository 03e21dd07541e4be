/** Accounts, sessions and bots as values, and the ports of their stores. */
package chat.server.account;
