/**
 * A file that is read through a window, the headers of its boxes, and the copy of its parts. Pure
 * functions of bytes; channels come from the host.
 */
package chat.core.internal.file;
