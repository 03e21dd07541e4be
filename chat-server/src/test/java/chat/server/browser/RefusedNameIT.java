package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody is inside under a name that they did not choose, and a new name is there at once. */
final class RefusedNameIT {
  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void aRefusedNameKeepsOneOnTheFirstScreenOverAReloadToo() {
    visitors.enter("Ada");
    Visitor second = visitors.come("Ada", visitors.address() + "?room=random", device());
    second.see("entry-name").fill("Ada");
    second.see("entry-go").click();
    assertThat(second.fault("name", "entry-error")).isVisible();
    second.page().reload();
    assertThat(second.see("entry-name")).hasValue("Ada");
    assertThat(second.see("composer")).hasCount(0);
    // Another tab, or the next day.
    second.openTab(visitors.address());
    assertThat(second.see("entry-name")).isVisible();
    second.see("entry-name").fill("Ada-2");
    second.see("entry-go").click();
    assertThat(second.see("user-name")).hasText("Ada-2");
    second.page().reload();
    assertThat(second.see("user-name")).hasText("Ada-2");
    assertThat(second.see("entry-name")).hasCount(0);
  }

  private static NewContextOptions device() {
    return new NewContextOptions();
  }

  @Test
  void anOwnNewNameIsEverywhereAtOnce() {
    Visitor ada = visitors.enter("Frieda");
    ada.see("rename").click();
    ada.see("rename-input").fill("FriedaNeu");
    ada.see("rename-save").click();
    assertThat(ada.see("done").first()).hasText("Saved.");
    assertThat(ada.see("user-name")).hasText("FriedaNeu");
    assertThat(ada.see("member")).containsText("FriedaNeu");
    assertThat(ada.page().locator("dialog[open]")).containsText("you stay FriedaNeu");
    assertThat(ada.see("register-name")).hasValue("FriedaNeu");
  }
}
