package chat.server.wire;

import chat.core.command.Reply;
import chat.core.command.message.SearchMessages;
import chat.core.event.MessagePosted;
import chat.core.search.Snippet;
import chat.server.wire.json.CommonFields;
import chat.server.wire.json.JsonWriter;

/** Frames of searches. Stateless, thread-safe. */
final class SearchFrames {
  static final FrameTable<Reply> REPLIES =
      new FrameTable<Reply>().withPage(SearchMessages.Found.class, "search", SearchFrames::found);

  private SearchFrames() {}

  static void found(JsonWriter json, SearchMessages.Found reply) {
    json.list("hits", reply.hits(), SearchFrames::hit)
        .bool("more", reply.more())
        .string("cursor", reply.cursor());
  }

  private static void hit(JsonWriter json, SearchMessages.Hit hit) {
    MessagePosted message = hit.message();
    json.object(
        it -> {
          it.string("room", message.room().value()).number("seq", message.seq());
          CommonFields.user(it.name("user"), message.author());
          it.time("at", message.at()).flag("private", CommonFields.isPrivate(message.room()));
          snippet(it.name("snippet"), hit.snippet());
        });
  }

  private static void snippet(JsonWriter json, Snippet snippet) {
    json.object(
        it ->
            it.string("text", snippet.text())
                .number("start", snippet.start())
                .number("length", snippet.length())
                .list("marks", snippet.marks(), SearchFrames::mark));
  }

  private static void mark(JsonWriter json, Snippet.Mark mark) {
    json.object(it -> it.number("start", mark.start()).number("end", mark.end()));
  }
}
