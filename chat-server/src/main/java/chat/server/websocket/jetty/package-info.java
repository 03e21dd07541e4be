/**
 * Everything that goes past Jetty's Jakarta WebSocket layer, behind {@link
 * chat.server.websocket.SocketLink}. The rest of the server knows the Jakarta API alone.
 *
 * <p>Shortcuts. They change what a message costs and nothing that a client sees. {@link
 * chat.server.websocket.jetty.JettyShortcuts#NONE} switches them off, and the tests of the wire run
 * both ways. Figures: two cores, one of them for the server, 1,000 members in a room.
 *
 * <ul>
 *   <li>{@code DirectFrameWriter} with {@code ControlFrameSequencer}: ready bytes go to the end
 *       point in one write. Jetty makes a frame, takes locks and gathers buffers for every frame of
 *       every member: 0.24 million deliveries a second by {@code sendText}, 0.60 with batched core
 *       frames, 0.84 with ready bytes; with four messages unanswered 1.07 and 2.78.
 *   <li>{@code TextFrameFastPath}: a text in one frame goes to the endpoint without Jetty's method
 *       handles, which the JVM compiles anew for each connection: a seventh of what a message costs
 *       with many senders.
 *   <li>{@code EventLoopConnector}, {@code WorkingSelector}, {@code SocketEndPoint}: the thread
 *       that selects also decodes and works for small rooms. Jetty dispatches every message to
 *       another thread; two thirds of the 8.5 µs that a delivery cost in rooms of five were such
 *       changes of threads.
 * </ul>
 *
 * <p>Bounds and corrections. They are always on, for Jetty has no setting for them.
 *
 * <ul>
 *   <li>{@code FrameMeter}: charges every frame, control frames and empty fragments too, and stops
 *       reading a connection that owes; Jetty bounds sizes only.
 *   <li>{@code FragmentTimeout}: bounds how long a message in fragments may take, and what all of
 *       them hold; Jetty takes each byte for a sign of life.
 *   <li>{@code EndpointNegotiator} and {@code WebSocketHandler}: a session keeps who came rather
 *       than the whole HTTP request, which would be 3 KB for each connection, and the way past the
 *       servlet filter saves a third of what connecting costs.
 *   <li>{@code AnsweredClose}: waits for the peer's close frame, so that the network does not drop
 *       what was sent before.
 * </ul>
 */
package chat.server.websocket.jetty;
