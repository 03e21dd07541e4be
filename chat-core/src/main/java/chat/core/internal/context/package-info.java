/**
 * What all parts of a chat share: settings, bounds, the executor, and how requests are rejected.
 */
package chat.core.internal.context;
