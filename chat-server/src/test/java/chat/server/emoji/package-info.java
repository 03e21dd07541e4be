/** The emoji data of the core and of the page: its generator, and checks that both agree. */
package chat.server.emoji;
