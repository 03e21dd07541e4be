/** Handlers of commands that list, create, change, join and leave rooms. */
package chat.core.internal.membership;
