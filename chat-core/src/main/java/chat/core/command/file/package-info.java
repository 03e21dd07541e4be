/** Commands about uploads and files. */
package chat.core.command.file;
