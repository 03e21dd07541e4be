/** Password rules and hashing. */
package chat.server.account.password;
