/**
 * The ports: interfaces that the host implements. Each port states its contract in numbered MUSTs,
 * which the contract test of the same name (in the test jar) checks for every implementation.
 */
package chat.core.port;
