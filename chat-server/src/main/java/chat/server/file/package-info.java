/** How files are made, for every part that makes some. Knows no other part. */
package chat.server.file;
