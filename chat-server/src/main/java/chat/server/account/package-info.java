/** Who somebody is: guests, their sessions, and what a request shows to be recognised by. */
package chat.server.account;
