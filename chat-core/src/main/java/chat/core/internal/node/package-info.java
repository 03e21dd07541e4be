/** What other nodes of the chat send, and how lost notices are made up for. */
package chat.core.internal.node;
