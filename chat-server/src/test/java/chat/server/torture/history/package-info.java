/**
 * What clients did and saw, and its judgement by what is stored in the end. {@link
 * chat.server.torture.history.Fold} is a model of messages of its own: it shares no code with the
 * server.
 */
package chat.server.torture.history;
