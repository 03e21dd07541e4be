/** Creation of files with restricted permissions. Depends on no other package of the server. */
package chat.server.file;
