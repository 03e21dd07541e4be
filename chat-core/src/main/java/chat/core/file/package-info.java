/**
 * Files of messages: their descriptions, uploads, and the ports that keep their state and bytes.
 */
package chat.core.file;
