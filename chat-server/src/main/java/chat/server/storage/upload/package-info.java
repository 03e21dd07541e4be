/** The state of uploads and files in SQL. */
package chat.server.storage.upload;
