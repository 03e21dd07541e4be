package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RunningServer;
import com.microsoft.playwright.Browser.NewContextOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two servers on one host, in one browser: what one keeps there is not the other's. */
final class NeighbourPagesIT {
  @RegisterExtension
  final Visitors visitors = new Visitors().withServiceWorker().with("TRUSTED_PROXIES", "127.0.0.1");

  @Test
  void serversAtTwoPortsKnowTheirOwnGuests() throws Exception {
    try (RunningServer other = RunningServer.start()) {
      Visitor ada = visitors.enter("Ada");
      enterAs(ada, "http://" + other.host() + "/", "Bea");

      ada.open(visitors.address());
      ada.inside();
      ada.open("http://" + other.host() + "/");
      assertThat(ada.see("user-name")).hasText("Bea");
    }
  }

  @Test
  void serversBelowTwoPathsKeepNamesDraftsAndCachesApart() throws Exception {
    try (RunningServer other = RunningServer.start("--trusted-proxies=127.0.0.1");
        PathProxy proxy = new PathProxy(Map.of("/team", visitors.port(), "/club", other.port()))) {
      String team = proxy.address() + "/team/";
      String club = proxy.address() + "/club/";
      Visitor ada = visitors.come("Ada", team, new NewContextOptions()).enter();
      ada.isInstalled();
      ada.write("For the team");
      enterAs(ada, club, "Bea");
      ada.isInstalled();
      assertThat(ada.see("composer")).hasValue("");
      ada.write("For the club");

      ada.open(team);
      ada.inside();
      assertThat(ada.see("composer")).hasValue("For the team");
      ada.open(club);
      assertThat(ada.see("user-name")).hasText("Bea");
      assertThat(ada.see("composer")).hasValue("For the club");
      assertEquals(
          2,
          ada.page()
              .evaluate(
                  "caches.keys().then((names) => names.filter((name) =>"
                      + " /^chat-shell \\/(?:team|club)\\/ /.test(name)).length)"));
    }
  }

  @Test
  void aPathWithoutItsSlashLeadsToThePage() throws Exception {
    try (PathProxy proxy = new PathProxy(Map.of("/chat", visitors.port()))) {
      Visitor ada =
          visitors.come("Ada", proxy.address() + "/chat?room=random", new NewContextOptions());
      ada.enter();
      ada.isIn("Random");
      assertTrue(ada.page().url().startsWith(proxy.address() + "/chat/"), ada.page().url());

      ada.isRefused().open(proxy.address() + "/chat/nothing-here");
      ada.page().getByText("Open the chat").click();
      ada.inside();
      assertTrue(ada.page().url().startsWith(proxy.address() + "/chat/"), ada.page().url());
    }
  }

  private static void enterAs(Visitor visitor, String address, String name) {
    visitor.open(address);
    visitor.see("entry-name").fill(name);
    visitor.see("entry-go").click();
    assertThat(visitor.see("user-name")).hasText(name);
  }
}
