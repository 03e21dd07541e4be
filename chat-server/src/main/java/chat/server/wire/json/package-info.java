/** Reading and writing JSON, and the fields that frames and bodies share. */
package chat.server.wire.json;
