/** Migrations to the schema of this version. */
package chat.server.storage.migration;
