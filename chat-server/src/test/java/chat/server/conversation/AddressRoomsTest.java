package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.ManualClock;
import chat.server.QuickHasher;
import chat.server.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public rooms of one address are bounded in number, whoever creates them. */
final class AddressRoomsTest {
  @TempDir Path folder;

  private RunningServer start(String... more) throws Exception {
    String[] flags = new String[3 + more.length];
    flags[0] = "--store=sqlite";
    flags[1] = "--data-dir=" + folder.resolve("data");
    flags[2] = "--limit-address-kept-public-rooms=3";
    System.arraycopy(more, 0, flags, 3, more.length);
    return RunningServer.start(new ManualClock(), new QuickHasher(), flags);
  }

  @Test
  void areCountedForAllItsUsersAndOverARestart() throws Exception {
    try (RunningServer server = start();
        ApiClient ada = ApiClient.called("Ada", server);
        ApiClient bob = ApiClient.called("Bob", server)) {
      ada.creates("Tea");
      ada.creates("Coffee");
      bob.creates("Cocoa");
      bob.refused("forbidden", "create_room", "kind", "public", "name", "Milk");
      bob.ask("create_room", "kind", "private", "name", "Milk");
      bob.ask("create_room", "kind", "code");
    }
    try (RunningServer server = start();
        ApiClient eve = ApiClient.called("Eve", server)) {
      eve.refused("forbidden", "create_room", "kind", "public", "name", "Milk");
      ApiClient admin = new ApiClient(server);
      String token = Files.readString(folder.resolve("data").resolve("admin-token")).strip();
      admin.created(
          "POST",
          "/api/accounts",
          Frame.object("username", "Root", "password", ApiClient.PASSWORD, "admin_token", token));
      admin.done("DELETE", "/api/admin/rooms/tea");
      assertEquals("milk", eve.creates("Milk"));
      eve.refused("forbidden", "create_room", "kind", "public", "name", "Water");
    }
    try (RunningServer server = start("--limits=off");
        ApiClient eve = ApiClient.called("Mallory", server)) {
      assertEquals("water", eve.creates("Water"));
    }
  }
}
