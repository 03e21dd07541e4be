/** Handlers of commands that make, change, join and leave rooms. */
package chat.core.internal.membership;
