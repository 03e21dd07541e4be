/** Mailboxes drained by one worker at a time, and the scheduling of searches. */
package chat.core.internal.lane;
