/** Receiving notices of other nodes, and compensation for lost ones. */
package chat.core.internal.node;
