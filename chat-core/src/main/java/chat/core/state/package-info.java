/** How a store decides on the events that change messages. */
package chat.core.state;
