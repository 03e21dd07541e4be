/** Reading and writing JSON, and the fields that frames and bodies have in common. */
package chat.server.wire.json;
