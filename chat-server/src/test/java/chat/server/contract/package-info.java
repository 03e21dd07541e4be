/** Holds the contract, as AsyncAPI and OpenAPI, and the server against each other. */
package chat.server.contract;
