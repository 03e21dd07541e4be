/** What a search looks for, and what it shows of what it found. Pure. */
package chat.core.search;
