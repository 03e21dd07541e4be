/** Mailboxes that one worker at a time drains. */
package chat.core.internal.lane;
