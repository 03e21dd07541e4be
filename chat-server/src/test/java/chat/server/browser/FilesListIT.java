package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The list of a room's files. */
final class FilesListIT {
  private static final byte[] UNKNOWN = {0, 1, 2, 3};

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void filesAreFoundByKindAndNameAndLeadToTheirMessages() {
    NewContextOptions dark = new NewContextOptions().setColorScheme(ColorScheme.DARK);
    Visitor ada = visitors.come("Ada", visitors.address(), dark).enter();
    ada.see("open-files").click();
    assertThat(ada.see("room-files-said")).hasText("There are no files in this room yet.");
    ada.page().keyboard().press("Escape");
    FileSender files = new FileSender(ada, visitors.address());
    files.send("Old", files.upload("Überblick.bin", UNKNOWN));
    files.send(
        "New",
        files.upload("sea.png", TestMedia.png(300, 200)),
        files.upload("tone.wav", TestMedia.wav()),
        files.upload("sehr ".repeat(25) + "lang.bin", UNKNOWN));
    ada.reads("New");
    ada.see("open-files").click();
    Locator listed = ada.see("room-file");
    assertThat(listed).hasCount(4);
    assertThat(ada.see("room-files-said")).hasText("4 files");
    assertThat(ada.see("file-query")).isFocused();
    assertThat(ada.page().locator(".room-file img")).hasCount(1);
    assertThat(ada.see("more-files")).isHidden();
    ada.show("room-files");
    ada.page().locator(".segment:has([data-test=file-kind-media])").click();
    assertThat(listed).hasCount(1);
    assertThat(listed).containsText("tone.wav");
    ada.page().locator(".segment:has([data-test=file-kind-all])").click();
    assertThat(listed).hasCount(4);
    ada.see("file-query").fill("nothing like it");
    assertThat(ada.see("room-files-said")).hasText("No files found.");
    ada.see("file-query").fill("uberb");
    assertThat(listed).hasCount(1);
    listed.click();
    assertThat(ada.see("room-files")).hasCount(0);
    assertThat(ada.message("Old")).isFocused();
  }

  @Test
  void aLongListGoesOnByItsButtonAndAPhoneOpensItFromAMessage() {
    Visitor ada =
        visitors
            .come(
                "Ada",
                visitors.address(),
                new NewContextOptions()
                    .setViewportSize(360, 740)
                    .setDeviceScaleFactor(2)
                    .setIsMobile(true)
                    .setHasTouch(true))
            .enter();
    FileSender files = new FileSender(ada, visitors.address());
    for (int i = 0; i < 6; i++) {
      String[] nine = new String[9];
      for (int j = 0; j < nine.length; j++) {
        nine[j] = files.upload(i + " قائمة " + j + ".bin", UNKNOWN);
      }
      files.send("Nine " + i, nine);
    }
    ada.reads("Nine 5").getByTestId("message-text").tap();
    ada.reads("Nine 5").getByTestId("message-more").tap();
    ada.see("show-files").tap();
    Locator listed = ada.see("room-file");
    assertThat(listed).hasCount(45);
    ada.show("room-files-phone");
    ada.see("more-files").click();
    assertThat(listed).hasCount(54);
    assertThat(listed.nth(45)).isFocused();
    assertThat(ada.see("more-files")).isHidden();
  }
}
