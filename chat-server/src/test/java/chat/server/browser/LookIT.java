package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the page looks like for people with different wishes and devices. */
final class LookIT {
  private static final String GROUND = "getComputedStyle(document.documentElement).backgroundColor";
  private static final String LIGHT = "rgb(252, 251, 248)";
  private static final String DARK = "rgb(23, 27, 28)";

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void theColoursFollowTheSystemUntilSomebodyChooses() {
    Visitor ada = visitors.enter("Ada");
    Page page = ada.page();
    assertEquals(LIGHT, page.evaluate(GROUND));
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertEquals(DARK, page.evaluate(GROUND));

    ada.see("theme-toggle").click();
    assertThat(ada.see("theme-toggle")).hasAccessibleName("Change theme (now: light)");
    assertEquals(LIGHT, page.evaluate(GROUND));
    page.reload();
    ada.inside();
    assertEquals(LIGHT, page.evaluate(GROUND));
    assertThat(page.locator("meta[name=theme-color]")).hasAttribute("content", LIGHT);

    ada.see("settings").click();
    assertThat(ada.see("theme-light")).isChecked();
    page.locator(".segment").nth(2).click();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    assertEquals(DARK, page.evaluate(GROUND));
    page.locator(".segment").nth(0).click();
    assertEquals(LIGHT, page.evaluate(GROUND));
  }

  @Test
  void aChosenColourIsThereBeforeTheFirstPaint() {
    Visitor ada = visitors.come("Ada");
    ada.see("theme-toggle").click();
    ada.see("theme-toggle").click();
    assertEquals(DARK, ada.page().evaluate(GROUND));

    // Without its modules the page paints nothing, but its ground is right already.
    ada.page()
        .route(
            "**/main.js",
            route ->
                route.fulfill(new FulfillOptions().setContentType("text/javascript").setBody("")));
    ada.page().reload();
    assertEquals(DARK, ada.page().evaluate(GROUND));
    assertEquals("", ada.page().locator("body").innerText().strip());
  }

  @Test
  void whoeverWantsLessMotionGetsNone() {
    String longest =
        """
        Math.max(...[...document.querySelectorAll("*")].map((node) => {
          const { transitionDuration, animationDuration } = getComputedStyle(node);
          const ms = (text) => Math.max(...text.split(",").map((part) => parseFloat(part) * 1000));
          return Math.max(ms(transitionDuration), ms(animationDuration));
        }))
        """;
    Visitor ada = visitors.enter("Ada");
    ada.page()
        .emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
    assertTrue(number(ada.page().evaluate(longest)) >= 100, "there is some");
    ada.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    assertTrue(number(ada.page().evaluate(longest)) <= 1);
  }

  @Test
  void everybodyHasTheSameColourForEverybody() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.say("Who am I?");
    String seenByBob = hue(bob.reads("Who am I?").locator(".avatar"));

    assertEquals(hue(ada.reads("Who am I?").locator(".avatar")), seenByBob);
    assertEquals(seenByBob, hue(bob.see("member", "Ada").locator(".avatar")));
    ada.page().reload();
    ada.inside();
    assertEquals(seenByBob, hue(ada.see("member", "Ada").locator(".avatar")));
    assertThat(bob.reads("Who am I?").locator(".avatar")).hasAttribute("data-initials", "A");
  }

  @Test
  void nothingLiesUnderTheNotchOrTheBarAtTheBottom() {
    Visitor ada = visitors.comeByPhone("Ada", visitors.address());
    CDPSession devtools = ada.context().newCDPSession(ada.page());
    JsonObject insets = new JsonObject();
    insets.addProperty("top", 47);
    insets.addProperty("bottom", 34);
    JsonObject override = new JsonObject();
    override.add("insets", insets);
    devtools.send("Emulation.setSafeAreaInsetsOverride", override);
    ada.see("entry-go").tap();

    BoundingBox composer = ada.page().locator(".composer").boundingBox();
    assertTrue(composer.y + composer.height <= 844 - 34, "the composer");
    assertTrue(ada.see("open-rooms").boundingBox().y >= 47, "the head");
    ada.see("open-rooms").tap();
    BoundingBox self = ada.see("settings").boundingBox();
    assertTrue(self.y + self.height <= 844 - 34, "the foot of the rooms");
    assertTrue(ada.see("new-room").boundingBox().y >= 47, "the head of the rooms");
  }

  @Test
  void whatATouchHitsIsAsBigAsAFinger() {
    Visitor ada = visitors.comeByPhone("Ada", visitors.address());
    ada.see("entry-go").tap();
    ada.see("open-rooms").tap();
    Locator targets = ada.page().locator(".sidebar :is(a, button):visible");
    for (Locator target : targets.all()) {
      assertTrue(target.boundingBox().height >= 43.9, target.toString());
    }
    assertTrue(targets.count() > 8);
  }

  @Test
  void namesTooLongForTheirPlaceAreCutAndNothingMoves() {
    Visitor ada =
        visitors.come("A".repeat(32), visitors.address(), new NewContextOptions()).enter();
    ada.see("new-room").click();
    ada.see("new-room-name")
        .fill("A room with a name that is as long as the name of a room may be!");
    ada.see("new-room-create").click();
    assertThat(ada.see("room-title"))
        .hasText("A room with a name that is as long as the name of a room may be!");

    assertTrue(ada.page().locator(".sidebar").boundingBox().width < 290);
    assertTrue(ada.see("leave-room").boundingBox().x < 1280);
    assertNotEquals(0, ada.see("settings").boundingBox().width);
    assertEquals(
        0,
        number(
            ada.page()
                .evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth")));
  }

  private static String hue(Locator avatar) {
    String classes = avatar.first().getAttribute("class");
    return classes.replaceAll(".*(hue-\\d+).*", "$1");
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }
}
