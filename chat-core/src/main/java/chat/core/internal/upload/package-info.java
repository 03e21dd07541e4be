/** Handlers of the commands about uploads and files. */
package chat.core.internal.upload;
