/**
 * The chat over WebSocket: the upgrade, the endpoint, and the inbound and outbound queues of each
 * connection.
 */
package chat.server.websocket;
