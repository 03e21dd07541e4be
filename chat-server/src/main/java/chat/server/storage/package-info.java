/** The store: a log, a directory, accounts and search in one SQL database. */
package chat.server.storage;
