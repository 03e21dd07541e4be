/**
 * The chat domain: rooms as logs, users, presence, mentions. Pure Java: no I/O, no logging, no
 * JSON, and no thread that the host did not give (or take as a default).
 */
module chat.core {
  exports chat.core;
  exports chat.core.bound;
  exports chat.core.command;
  exports chat.core.command.file;
  exports chat.core.command.message;
  exports chat.core.command.room;
  exports chat.core.emoji;
  exports chat.core.event;
  exports chat.core.file;
  exports chat.core.file.content;
  exports chat.core.format;
  exports chat.core.memory;
  exports chat.core.mention;
  exports chat.core.model;
  exports chat.core.port;
  exports chat.core.search;
  exports chat.core.state;
}
