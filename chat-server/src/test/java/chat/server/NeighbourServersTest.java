package chat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Servers with the same host name at other ports or paths; browsers send each all cookies. */
final class NeighbourServersTest {
  @Test
  void haveTheirOwnCookiesWhenTheirPortsDiffer() throws Exception {
    try (RunningServer one = RunningServer.start();
        RunningServer other = RunningServer.start()) {
      HttpResponse<String> atOne = one.post("/api/session", "{}");
      HttpResponse<String> atOther = other.post("/api/session", "{}");
      String both = cookie(atOne) + "; " + cookie(atOther);

      assertTrue(cookie(atOne).startsWith("chat_session_" + one.port() + "="), both);
      try (TestWebSocket here = one.connect("Cookie", both);
          TestWebSocket there = other.connect("Cookie", both)) {
        assertEquals(id(atOne), here.next("welcome").getAsJsonObject("user").get("id"));
        assertEquals(id(atOther), there.next("welcome").getAsJsonObject("user").get("id"));
      }
    }
  }

  @Test
  void haveTheirOwnCookiesWhenAProxyServesThemBelowPaths() throws Exception {
    try (RunningServer server = RunningServer.start("--trusted-proxies=127.0.0.1")) {
      String[] team = {"X-Forwarded-Host", "chat.example", "X-Forwarded-Prefix", "/team/a"};
      String[] club = {"X-Forwarded-Host", "chat.example", "X-Forwarded-Prefix", "/club/"};
      HttpResponse<String> atTeam = server.post("/api/session", "{}", team);
      HttpResponse<String> atClub = server.post("/api/session", "{}", club);

      assertTrue(cookie(atTeam).startsWith("chat_session%2Fteam%2Fa="), cookie(atTeam));
      assertTrue(cookie(atClub).startsWith("chat_session%2Fclub="), cookie(atClub));
      assertNotEquals(id(atTeam), id(atClub));
      String both = cookie(atTeam) + "; " + cookie(atClub);
      try (TestWebSocket mine =
          server.connect(team[0], team[1], team[2], team[3], "Cookie", both)) {
        assertEquals(id(atTeam), mine.next("welcome").getAsJsonObject("user").get("id"));
      }
    }
  }

  @Test
  void ignoreInvalidPathPrefixes() throws Exception {
    try (RunningServer server = RunningServer.start("--trusted-proxies=127.0.0.1")) {
      HttpResponse<String> answer =
          server.get("/", "Accept", "text/html", "X-Forwarded-Prefix", "//evil.example/\"><b>");
      assertFalse(answer.body().contains("evil"), answer.body());
    }
  }

  @Test
  void linkTheirFilesByTheWholePathOfTheProxy() throws Exception {
    try (RunningServer server = RunningServer.start("--trusted-proxies=127.0.0.1")) {
      String below = server.get("/", "Accept", "text/html", "X-Forwarded-Prefix", "/chat").body();
      String root = server.get("/", "Accept", "text/html").body();

      assertTrue(below.contains(" src=\"/chat/main.js\""), below);
      assertTrue(below.contains(" href=\"/chat/css/base.css\""), below);
      assertTrue(below.contains(" href=\"#i-mark\""), below);
      assertTrue(root.contains(" src=\"main.js\""), root);
      assertEquals(root, below.replace("=\"/chat/", "=\""));
    }
  }

  @Test
  void linkToTheChatFromANotFoundPageRelatively() throws Exception {
    try (RunningServer server = RunningServer.start()) {
      String[] person = {"Accept", "text/html"};
      assertTrue(server.get("/nothing-here", person).body().contains("<a href=\"./\">"));
      assertTrue(server.get("/nothing/at/all", person).body().contains("<a href=\"../../\">"));
    }
  }

  private static String cookie(HttpResponse<?> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  private static com.google.gson.JsonElement id(HttpResponse<String> answer) {
    return JsonParser.parseString(answer.body())
        .getAsJsonObject()
        .getAsJsonObject("user")
        .get("id");
  }
}
