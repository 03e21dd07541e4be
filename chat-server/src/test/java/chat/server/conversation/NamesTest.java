package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class NamesTest {
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start("--presence-grace=0s");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void areWrittenInScriptsThatHaveVowelMarks() throws Exception {
    try (ApiClient ada = ApiClient.in("general", server);
        ApiClient bob = ApiClient.in("general", server)) {
      for (String name : List.of("\u0939\u093f\u0928\u094d\u0926\u0940", "\u0e19\u0e49\u0e33")) {
        ada.ask("set_username", "username", name);
        bob.say("general", "for @" + name + "!");
        JsonObject heard = ada.hears("new_message", "text", "for @" + name + "!");
        assertEquals(name, Frame.text(Frame.list(heard, "mentions").get(0), "user.name"));
      }
      ada.ask("set_username", "username", "Nguye\u0302\u0303n");
      bob.refused("name_taken", "set_username", "username", "nguyen");
      for (String name : List.of("b\u0301ob", "\u0905\u093e", "\u0915\u200d\u0937")) {
        bob.refused("invalid", "set_username", "username", name);
      }
    }
  }

  @Test
  void takesLettersDigitsUnderscoresAndDashes() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server)) {
      for (String name :
          List.of(
              "ab",
              "A_d-a9",
              "\u00c5sa",
              "\u6771\u4eac",
              "\ud801\udc00\ud801\udc01",
              "\u0410\u043d\u043d\u0430",
              "x".repeat(32))) {
        JsonObject set = ada.ask("set_username", "username", name);
        assertEquals(name, Frame.text(set, "user.name"));
        assertEquals(ada.id(), Frame.text(set, "user.id"));
        assertEquals("guest", Frame.text(set, "user.kind"));
      }
    }
  }

  @Test
  void stripsAndComposesNames() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server)) {
      for (String typed :
          List.of(" Bea", "Bea\n", "\u3000Bea\u00a0\t", "Be\u0301a", " Be\u0301a")) {
        JsonObject set = ada.ask("set_username", "username", typed);
        assertEquals(
            typed.contains("\u0301") ? "B\u00e9a" : "Bea", Frame.text(set, "user.name"), typed);
      }
    }
  }

  @Test
  void refusesEverythingElse() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server)) {
      for (String name :
          List.of(
              "",
              "a",
              "x".repeat(33),
              " ",
              " a ",
              "a\n",
              " " + "x".repeat(33),
              "a b",
              "a\nb",
              "a\tb",
              "a\u00a0b",
              "a.b",
              "@ab",
              "a\u0000b",
              "ab\u0000",
              "\u0007ab",
              "ab\u007f",
              "ab\u0085",
              "a\u200bb",
              "ab\u200b",
              "\ufeffab",
              "\u202eab",
              "ab\u2066",
              "ab\u0301\u0489",
              "\u3164\u3164",
              "\ud83d\ude42\ud83d\ude42",
              "<b>")) {
        JsonObject error = ada.refused("invalid", "set_username", "username", name);
        assertEquals("username", Frame.text(error, "field"));
      }
      try (ApiClient again = ada.again(server)) {
        assertEquals(ada.name(), again.name());
      }
    }
  }

  @Test
  void givesANameToOneUserRegardlessOfCase() throws Exception {
    try (ApiClient ada = ApiClient.called("Unique", server);
        ApiClient bob = ApiClient.arrive(server)) {
      for (String name : List.of("Unique", "unique", "UNIQUE", "uNiQuE", ada.name())) {
        if (!name.equals(ada.name())) {
          bob.refused("name_taken", "set_username", "username", name);
        }
      }
      bob.ask("set_username", "username", ada.name()); // the previous name is free again
      ada.ask("set_username", "username", "Unique");
      ada.ask("set_username", "username", "UNIQUE");
    }
  }

  @Test
  void keepsTheNameOfAnAbsentUser() throws Exception {
    try (ApiClient ada = ApiClient.called("Faraway", server);
        ApiClient bob = ApiClient.in("general", server)) {
      ada.join("general");
      ada.vanish();
      bob.hears("user_left");
      bob.refused("name_taken", "set_username", "username", "faraway");
      bob.say("general", "@Faraway are you there?");
      try (ApiClient back = ada.again(server)) {
        assertEquals("Faraway", back.name());
        back.ask("set_username", "username", "Faraway");
      }
    }
  }

  @Test
  void sendsTheNewNameToUsersOfTheSameRooms() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server);
        ApiClient phone = ada.again(server);
        ApiClient mate = ApiClient.arrive(server);
        ApiClient partner = ApiClient.arrive(server);
        ApiClient stranger = ApiClient.in("random", server)) {
      String room = ada.creates("Renaming");
      ada.join(room);
      mate.join(room);
      String conversation = ada.opens(partner);
      ada.say(conversation, "hi");
      partner.hears("new_message");
      ada.ask("set_username", "username", "Renamed");

      for (ApiClient each : List.of(phone, mate, partner)) {
        JsonObject changed = each.hears("user_changed");
        assertEquals(ada.id(), Frame.text(changed, "user.id"));
        assertEquals("Renamed", Frame.text(changed, "user.name"));
      }
      ada.say(room, "barrier");
      mate.hears("new_message");
      assertEquals(List.of(), mate.heard("user_changed"));
      stranger.settled("random");
      assertEquals(List.of(), stranger.heard("user_changed"));
    }
  }

  @Test
  void keepsTheFormerNameInStoredMessages() throws Exception {
    try (ApiClient ada = ApiClient.called("Before", server)) {
      String room = ada.creates("Old names");
      ada.join(room);
      ada.say(room, "1");
      ada.ask("set_username", "username", "After");
      ada.say(room, "2");
      JsonObject history = ada.ask("history", "room", room);

      assertEquals(
          List.of("Before", "After"),
          Frame.list(history, "events").stream()
              .map(event -> Frame.text(event, "user.name"))
              .toList());
      assertEquals(
          List.of("After"), Frame.texts(ada.ask("members", "room", room), "users", "name"));
    }
  }
}
