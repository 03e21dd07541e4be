/** The store: message log, directory, accounts and search in one SQL database. */
package chat.server.storage;
