/**
 * Everything that bypasses Jetty's Jakarta WebSocket layer, behind {@link
 * chat.server.websocket.SocketLink}. The rest of the server uses the Jakarta API alone.
 *
 * <p>Shortcuts. They change the cost of a message and nothing that a client sees. {@link
 * chat.server.websocket.jetty.JettyShortcuts#NONE} switches them off, and the wire tests run both
 * ways. Figures: two cores, one of them for the server, 1,000 members in a room.
 *
 * <ul>
 *   <li>{@code DirectFrameWriter} with {@code ControlFrameSequencer}: encoded bytes go to the end
 *       point in one write. Jetty creates a frame, takes locks and gathers buffers for every frame
 *       of every member: 0.24 million deliveries per second with {@code sendText}, 0.60 with
 *       batched core frames, 0.84 with encoded bytes; with four messages in flight 1.07 and 2.78.
 *   <li>{@code TextFrameFastPath}: a text in one frame goes to the endpoint without Jetty's method
 *       handles, which the JVM compiles again for each connection: a seventh of the cost of a
 *       message with many senders.
 *   <li>{@code EventLoopConnector}, {@code WorkingSelector}, {@code SocketEndPoint}: the selecting
 *       thread also decodes, and runs the tasks of small rooms. Jetty dispatches every message to
 *       another thread; two thirds of the 8.5 µs that a delivery cost in rooms of five were such
 *       thread switches.
 * </ul>
 *
 * <p>Limits and corrections. They are always on, because Jetty has no settings for them.
 *
 * <ul>
 *   <li>{@code FrameMeter}: limits the rate of all frames, control frames and empty fragments
 *       included, and stops reading a connection that exceeds it; Jetty limits sizes only.
 *   <li>{@code FragmentTimeout}: limits how long a fragmented message may take, and the memory of
 *       all of them; Jetty's idle time-out restarts with each byte.
 *   <li>{@code EndpointNegotiator} and {@code WebSocketHandler}: a session retains the user rather
 *       than the whole HTTP request, which would be 3 KB per connection, and bypassing the servlet
 *       filter saves a third of the cost of a connect.
 *   <li>{@code AnsweredClose}: waits for the peer's close frame, so that a TCP reset does not
 *       discard what was sent before.
 * </ul>
 */
package chat.server.websocket.jetty;
