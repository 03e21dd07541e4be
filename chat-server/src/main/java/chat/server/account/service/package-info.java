/** Signing in, registering, guests, sessions, bots and signup invites. */
package chat.server.account.service;
