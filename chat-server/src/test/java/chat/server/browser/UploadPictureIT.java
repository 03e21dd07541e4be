package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page makes a preview and a placeholder of pictures before they are sent. */
final class UploadPictureIT {
  /** What the file of the only message has, with the size and type of its preview. */
  private static final String FILE =
      """
      async () => {
        const page = await (await fetch("/api/rooms/general/messages")).json();
        const file = page.events.at(-1).files[0];
        const response = await fetch(`/files/${file.id}/preview`);
        if (!response.ok) return JSON.stringify({ ...file, previewStatus: response.status });
        const blob = await response.blob();
        const { width, height } = await createImageBitmap(blob);
        return JSON.stringify({ ...file, bytes: blob.size, of: `${blob.type} ${width} ${height}` });
      }
      """;

  private static final String NO_WEBP =
      "const encode = OffscreenCanvas.prototype.convertToBlob;"
          + " OffscreenCanvas.prototype.convertToBlob = function (how) { return encode.call(this,"
          + " how.type === 'image/webp' ? { type: 'image/png' } : how); };";

  @RegisterExtension final Visitors visitors = new Visitors();

  /** A JPEG with the orientation of a camera on its side. */
  private static byte[] turned(byte[] jpeg) {
    byte[] exif = {
      (byte) 0xff,
      (byte) 0xe1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      18,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      6,
      0,
      0,
      0,
      0,
      0,
      0
    };
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + exif.length);
    return file.put(jpeg, 0, 2).put(exif).put(jpeg, 2, jpeg.length - 2).array();
  }

  /** A picture that does not compress. */
  private static byte[] noise(int side) throws IOException {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(7);
    for (int i = 0; i < side * side; i++) {
      image.setRGB(i % side, i / side, random.nextInt());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private JsonObject send(Attaching ada, FilePayload file) {
    ada.pick(file);
    ada.isUploaded(file.name);
    ada.send();
    ada.sent(1);
    return JsonParser.parseString((String) ada.visitor().page().evaluate(FILE)).getAsJsonObject();
  }

  @Test
  void picturesAreDescribedBeforeTheyAreSent() {
    Attaching ada = new Attaching(visitors.enter("Ada"));
    Visitor visitor = ada.visitor();
    ada.pick(
        Attaching.text("notes.txt"),
        new FilePayload("lake.png", "image/png", TestMedia.png(300, 200)));
    ada.isUploaded("lake.png");
    assertThat(ada.file("notes.txt").getByTestId("describe-attachment")).isHidden();
    Locator describe = ada.file("lake.png").getByTestId("describe-attachment");
    describe.click();
    visitor.see("description").fill("A lake at dawn");
    visitor.see("save-descriptions").click();
    assertThat(describe).isFocused();
    assertThat(describe).hasAttribute("aria-label", "Describe lake.png: A lake at dawn");
    visitor.show("description-attached");
    ada.send();
    ada.sent(1);
    assertThat(visitor.see("picture").locator("img")).hasAttribute("alt", "A lake at dawn");
  }

  @Test
  void makesAPreviewOfALargePictureThatStandsUpright() {
    Attaching ada = new Attaching(visitors.enter("Ada"));
    FilePayload file =
        new FilePayload("photo.jpg", "image/jpeg", turned(TestMedia.jpeg(2_000, 1_000)));
    ada.pick(file);
    ada.isUploaded("photo.jpg");
    assertThat(ada.file("photo.jpg").locator("img")).isVisible();
    ada.visitor().show("attached-picture");
    ada.send();
    ada.sent(1);
    JsonObject sent =
        JsonParser.parseString((String) ada.visitor().page().evaluate(FILE)).getAsJsonObject();
    assertTrue(sent.get("preview").getAsBoolean());
    assertEquals("image/webp 800 1600", sent.get("of").getAsString());
    assertTrue(sent.get("bytes").getAsInt() <= 200 * 1_024, sent::toString);
    assertTrue(sent.get("thumbhash").getAsString().length() > 20, sent::toString);
  }

  @Test
  void aSmallPictureNeedsNoPreview() {
    JsonObject sent =
        send(
            new Attaching(visitors.enter("Ada").isRefused()),
            new FilePayload("small.png", "image/png", TestMedia.png(300, 200)));
    assertEquals(404, sent.get("previewStatus").getAsInt());
    assertTrue(sent.get("thumbhash").getAsString().length() > 20, sent::toString);
  }

  /** As in WebKit, which encodes another type without saying so. */
  @Test
  void makesAJpegWhereTheBrowserEncodesNoWebp() throws IOException {
    Attaching ada = new Attaching(visitors.enter("Ada"));
    ada.visitor()
        .context()
        .route(
            "**/picture-worker.js",
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setContentType("text/javascript")
                        .setBody(NO_WEBP + route.fetch().text())));
    FilePayload file = new FilePayload("noise.png", "image/png", noise(400));
    JsonObject sent = send(ada, file);
    assertTrue(sent.get("of").getAsString().startsWith("image/jpeg "), sent::toString);
    assertTrue(sent.get("bytes").getAsInt() <= 200 * 1_024, sent::toString);
  }

  /** What calls itself a picture and is none is sent as it is. */
  @Test
  void sendsWhatCannotBeDrawn() {
    JsonObject sent =
        send(
            new Attaching(visitors.enter("Ada").isRefused()),
            new FilePayload("broken.png", "image/png", new byte[] {1, 2, 3}));
    assertEquals("broken.png", sent.get("name").getAsString());
    assertTrue(!sent.has("thumbhash"), sent::toString);
  }
}
