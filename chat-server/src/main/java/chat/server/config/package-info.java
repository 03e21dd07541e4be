/** The settings: their definitions, sources, parsers and help text. */
package chat.server.config;
