/** The ports in memory: the defaults, gone with the process. */
package chat.core.memory;
