/** Bounds in bytes of heap: what holders share, and what each kind of holder may take of it. */
package chat.core.bound;
