/**
 * Peers that send what no decent client does. Each case has its exact answer, and neighbours who
 * talk on meanwhile.
 */
package chat.server.hostile;
