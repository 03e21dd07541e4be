/** Uploads and files: what receives their bytes, serves them and deletes them. No HTTP. */
package chat.server.files;
