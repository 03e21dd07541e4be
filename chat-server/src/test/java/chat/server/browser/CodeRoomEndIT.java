package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who makes a code room or comes into one is told when it ends, as the server is set. */
final class CodeRoomEndIT {
  @Nested
  final class ByDefault {
    @RegisterExtension final Visitors visitors = new Visitors();

    @Test
    void isAnHourAfterTheLastPersonHasLeft() {
      tells(visitors, "en-GB", "It ends 1 hour after the last person has left.");
      tells(visitors, "de-DE", "Er endet 1 Stunde, nachdem die letzte Person gegangen ist.");
      tells(visitors, "es-ES", "Termina 1 hora después de que se vaya la última persona.");
    }

    @Test
    void isToldOnTheFirstScreenWithoutItsLength() {
      Visitor ada = visitors.come("Ada");
      ada.see("new-room").click();
      assertThat(ada.page().getByText("It ends some time after the last person has left."))
          .isVisible();
    }
  }

  @Nested
  final class AfterNinetyMinutes {
    @RegisterExtension final Visitors visitors = new Visitors().with("CODE_ROOM_GRACE", "90m");

    @Test
    void isToldInMinutes() {
      tells(visitors, "en-GB", "It ends 90 minutes after the last person has left.");
    }
  }

  @Nested
  final class AtOnce {
    @RegisterExtension final Visitors visitors = new Visitors().with("CODE_ROOM_GRACE", "0s");

    @Test
    void isToldAsSuch() {
      tells(visitors, "en-GB", "It ends when the last person leaves.");
    }
  }

  private static void tells(Visitors visitors, String locale, String end) {
    Visitor visitor =
        visitors.come("Ada", visitors.address(), new NewContextOptions().setLocale(locale));
    visitor.see("entry-name").fill("Ada-" + locale);
    visitor.see("entry-go").click();
    visitor.isIn("General");
    visitor.see("new-room").click();
    assertThat(visitor.page().locator(".room-form")).containsText(end);
    visitor.see("new-room-kind-code").check();
    visitor.see("new-room-name").fill("Party");
    visitor.see("new-room-create").click();
    visitor.isIn("Party");
    assertThat(visitor.page().locator(".room-topic")).containsText(end);
    assertThat(visitor.page().locator(".row-start")).containsText(end);
    visitor.photograph("code-room-end-" + locale);
  }
}
