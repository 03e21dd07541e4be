/**
 * What an uploaded file is, by its content: its type, whether it may be shown inline, the size of a
 * picture, and a copy without metadata. Nothing is decoded or recompressed, and names play no part.
 * {@link chat.core.file.content.FileContent} is the entry. Memory for a file is at most 64 KiB,
 * whatever its length and whatever it claims about itself.
 */
package chat.core.file.content;
