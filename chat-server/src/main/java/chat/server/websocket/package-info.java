/**
 * The chat over WebSocket: the way in, the endpoint, and what each connection still has to send.
 */
package chat.server.websocket;
