/**
 * Deterministic simulation of a whole chat: one thread, one seed, one history. Executor, clock,
 * timers and store are the simulation's; clients do what people on bad networks do; the {@link
 * chat.core.simulation.Checker} holds what they see against the invariants after every step.
 */
package chat.core.simulation;
