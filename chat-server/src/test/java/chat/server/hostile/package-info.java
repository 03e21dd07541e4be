/** Hostile clients. Each case has its exact response, and other users keep chatting meanwhile. */
package chat.server.hostile;
