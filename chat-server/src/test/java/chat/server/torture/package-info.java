/**
 * Proof of the invariants from what clients saw: {@link chat.server.torture.history.HistoryChecker}
 * judges a {@link chat.server.torture.history.History} by what is stored in the end. I9 (bounded
 * queues, slow readers) is SlowReaderTest's.
 */
package chat.server.torture;
