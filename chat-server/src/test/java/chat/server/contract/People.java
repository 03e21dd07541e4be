package chat.server.contract;

import chat.core.ManualClock;
import chat.server.QuickHasher;
import chat.server.RunningServer;
import chat.server.TestWebSocket;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A running server with the session of a user of each kind. Immutable. */
record People(RunningServer server, Rest rest, String admin, String guest, String reader)
    implements AutoCloseable {
  static final String PASSWORD = "a good deal of wood";
  static final String ANONYMOUS = "";

  /** An admin, a guest, and a bot that may only read. */
  static People at(Path folder, Contract contract) throws Exception {
    RunningServer server =
        RunningServer.start(
            new ManualClock(), new QuickHasher(), "--limits=off", "--data-dir=" + folder);
    Rest rest = new Rest(server, contract);
    String token = Files.readString(folder.resolve("admin-token")).strip();
    String admin =
        rest.call("register", ANONYMOUS)
            .with(object("username", "Root", "password", PASSWORD, "admin_token", token))
            .gets(201)
            .get("session")
            .stringValue();
    String guest =
        rest.call("openSession", ANONYMOUS).with("{}").gets(201).get("session").stringValue();
    String reader =
        rest.call("addBot", admin)
            .with("{\"username\":\"reader\",\"scopes\":[\"read\"]}")
            .gets(201)
            .get("token")
            .stringValue();
    return new People(server, rest, admin, guest, reader);
  }

  /**
   * Creates a public room of the admin with a message that has a file and a reply, and directs
   * further requests of {@code rest} to them.
   */
  void talkInRoomOfItsOwn() throws Exception {
    try (TestWebSocket socket = server.connect("Authorization", "Bearer " + admin)) {
      socket.send(
          object("type", "create_room", "kind", "public", "name", UUID.randomUUID().toString()));
      JsonObject made = socket.next("room_created").getAsJsonObject("room");
      String room = made.get("id").getAsString();
      String file = upload(room);
      long root = post(socket, room, ",\"files\":[\"" + file + "\"]");
      post(socket, room, ",\"reply_to\":" + root);
      rest.setPathVariable("id", room);
      rest.setPathVariable("file", file);
      rest.setPathVariable("seq", Long.toString(root));
      rest.setPathVariable("root", Long.toString(root));
    }
  }

  /** Uploads an empty file, which is finished at once, and returns its id. */
  private String upload(String room) throws Exception {
    String location =
        server
            .ask(
                "POST",
                "/api/rooms/" + room + "/uploads",
                "",
                "Authorization",
                "Bearer " + admin,
                "Tus-Resumable",
                "1.0.0",
                "Upload-Length",
                "0")
            .headers()
            .firstValue("Location")
            .orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static long post(TestWebSocket socket, String room, String more) throws Exception {
    socket.send(
        "{\"type\":\"send_message\",\"room\":\""
            + room
            + "\",\"text\":\"green tea\",\"client_id\":\"talk"
            + more.length()
            + "\""
            + more
            + "}");
    return socket.next("message_sent").get("seq").getAsLong();
  }

  /** A JSON object of members, by name and value. */
  static String object(String... members) {
    var object = Contract.JSON.createObjectNode();
    for (int i = 0; i < members.length; i += 2) {
      object.put(members[i], members[i + 1]);
    }
    return object.toString();
  }

  @Override
  public void close() {
    server.close();
  }
}
