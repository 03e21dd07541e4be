/** The parts of the heap that each kind of thing which grows with what clients send may take. */
package chat.server.bound;
