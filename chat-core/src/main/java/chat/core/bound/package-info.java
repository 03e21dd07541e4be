/** Bounds in bytes of heap: shared budgets, and the share of each kind of state. */
package chat.core.bound;
