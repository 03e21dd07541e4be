/** The chat domain, for any server to embed. It needs {@code java.base} and nothing else. */
module chat.core {}
