/** The resources of the REST API. */
package chat.server.rest;
