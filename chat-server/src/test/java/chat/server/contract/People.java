package chat.server.contract;

import chat.core.ManualClock;
import chat.server.QuickHasher;
import chat.server.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;

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
