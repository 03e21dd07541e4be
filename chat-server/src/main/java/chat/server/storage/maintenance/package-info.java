/** Backup, restore, integrity check, export and import of a store. */
package chat.server.storage.maintenance;
