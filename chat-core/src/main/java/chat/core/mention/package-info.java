/** Mentions and links in texts. Pure functions. */
package chat.core.mention;
