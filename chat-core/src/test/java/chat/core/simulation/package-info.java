/**
 * Deterministic simulation of a whole chat: one thread, one seed, one history. The simulation
 * provides executor, clock, timers and store; clients behave as on unreliable networks; the {@link
 * chat.core.simulation.Checker} checks what they receive against the invariants after every step.
 */
package chat.core.simulation;
