/** Maintenance commands: backup, restore, check, export, import. */
package chat.server.cli;
