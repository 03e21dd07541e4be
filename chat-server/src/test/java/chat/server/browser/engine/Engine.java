package chat.server.browser.engine;

import com.google.gson.JsonElement;
import java.util.List;

/** A browser with one window, driven from outside. Confined to one thread. */
interface Engine extends AutoCloseable {
  /** Loads an address and waits until its document is loaded. */
  void open(String address);

  /**
   * What an expression of JavaScript gives in the page; a promise is awaited.
   *
   * @return its value as JSON
   */
  JsonElement evaluate(String expression);

  /** Clicks the element with a test hook, where it is on the screen. */
  void click(String hook);

  /** Types into what has the focus; {@code \n} is the Enter key. */
  void type(String text);

  /** From now on the browser may report that it does not reach the server. */
  void losesConnection();

  /**
   * What the page complained of: errors that were thrown and not caught, and failed connections
   * before {@link #losesConnection}.
   */
  List<String> complaints();

  @Override
  void close();
}
