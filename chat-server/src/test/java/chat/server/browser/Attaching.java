package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The files that a visitor attaches to a message, and those of the messages in the first room. */
record Attaching(Visitor visitor) {
  private static final String EVENTS =
      "fetch('/api/rooms/general/messages').then((response) => response.text())";

  static FilePayload text(String name) {
    return new FilePayload(name, "text/plain", name.getBytes(UTF_8));
  }

  /** A file of no known type. */
  static FilePayload bytes(String name, int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    bytes[0] = 0;
    return new FilePayload(name, "application/octet-stream", bytes);
  }

  /** Chooses files with the button of the composer. */
  Attaching pick(FilePayload... files) {
    visitor.page().waitForFileChooser(() -> visitor.see("attach").first().click()).setFiles(files);
    return this;
  }

  /** The same with a large file, which is not sent through the test's connection to the browser. */
  Attaching pick(Path file) {
    visitor.page().waitForFileChooser(() -> visitor.see("attach").first().click()).setFiles(file);
    return this;
  }

  Locator file(String name) {
    return visitor.see("attachment", name);
  }

  /** Waits until a file is uploaded. */
  void isUploaded(String name) {
    assertThat(file(name)).hasAttribute("data-state", "done");
  }

  Locator status(String name) {
    return file(name).getByTestId("attachment-status");
  }

  void remove(String name) {
    file(name).getByTestId("remove-attachment").click();
  }

  void retry(String name) {
    file(name).getByTestId("retry-attachment").click();
  }

  void send() {
    visitor.see("send").first().click();
  }

  /** What each message of the first room says, with the names and sizes of its files. */
  List<String> sent() {
    String body = (String) visitor.page().evaluate(EVENTS);
    List<String> messages = new ArrayList<>();
    for (JsonElement each :
        JsonParser.parseString(body).getAsJsonObject().getAsJsonArray("events")) {
      JsonObject event = each.getAsJsonObject();
      JsonArray files = event.has("files") ? event.getAsJsonArray("files") : new JsonArray();
      StringBuilder message = new StringBuilder(event.get("text").getAsString());
      for (JsonElement file : files) {
        JsonObject known = file.getAsJsonObject();
        message.append(" [" + known.get("name").getAsString() + " ");
        message.append(known.get("size").getAsLong() + "]");
      }
      messages.add(message.toString());
    }
    return messages;
  }

  /** Waits until so many messages are sent, and none waits. */
  List<String> sent(int count) {
    Locator messages = visitor.page().locator("main [data-test=message]");
    assertThat(messages).hasCount(count);
    Locator done = visitor.page().locator("main [data-test=message][data-state=sent][data-seq]");
    assertThat(done).hasCount(count);
    visitor.page().waitForCondition(() -> sent().size() == count);
    return sent();
  }
}
