/**
 * Proof of I12: clients upload, send and delete files while the server is killed; in the end what
 * was acknowledged is read again and looked up on the disk and in the database.
 */
package chat.server.torture.upload;
