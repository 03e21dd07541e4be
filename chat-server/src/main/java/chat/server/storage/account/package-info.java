/** Accounts, sessions, bots and signup invites in SQL. */
package chat.server.storage.account;
