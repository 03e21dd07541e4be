/** Accounts in memory, for a store that keeps nothing. */
package chat.server.account.memory;
