/** Settings, where they come from, and how they are explained. */
package chat.server.config;
