/**
 * The log, the directory and the sessions in SQL. One writer thread commits whatever is queued, of
 * all rooms, in one transaction; readers have connections of their own. Knows no Jetty.
 */
package chat.server.store;
