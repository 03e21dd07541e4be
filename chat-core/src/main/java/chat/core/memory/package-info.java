/** In-memory implementations of the ports: the defaults of a chat. Nothing is persisted. */
package chat.core.memory;
