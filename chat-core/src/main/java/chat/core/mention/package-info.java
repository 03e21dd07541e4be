/** Who is called by name in a text. Pure functions. */
package chat.core.mention;
