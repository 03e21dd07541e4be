/** Checks that the contract, as AsyncAPI and OpenAPI, and the server agree. */
package chat.server.contract;
