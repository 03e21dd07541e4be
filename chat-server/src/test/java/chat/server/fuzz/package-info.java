/**
 * Coverage-guided fuzzing of what takes text from strangers. Each target is one method that Jazzer
 * calls with bytes that it changes so as to reach new code; {@link chat.server.fuzz.FuzzIT} runs
 * them, from the seeds beside them.
 */
package chat.server.fuzz;
