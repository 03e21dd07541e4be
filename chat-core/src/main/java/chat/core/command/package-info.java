/** What a connection may ask for, and what comes of it. */
package chat.core.command;
