package chat.server.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;

/** A device that somebody looks at the page with, and the colours they prefer. Immutable. */
enum Look {
  DESK_LIGHT(1280, 800, false, ColorScheme.LIGHT),
  DESK_DARK(1280, 800, false, ColorScheme.DARK),
  PHONE_LIGHT(390, 844, true, ColorScheme.LIGHT),
  PHONE_DARK(390, 844, true, ColorScheme.DARK),
  /** The narrowest that there is. */
  SMALL(320, 568, true, ColorScheme.LIGHT),
  /** What is left of a desk at 200 %. */
  ZOOMED(640, 400, false, ColorScheme.LIGHT);

  private final int width;
  private final int height;
  private final boolean touch;
  private final ColorScheme colors;

  Look(int width, int height, boolean touch, ColorScheme colors) {
    this.width = width;
    this.height = height;
    this.touch = touch;
    this.colors = colors;
  }

  NewContextOptions device() {
    return new NewContextOptions()
        .setViewportSize(width, height)
        .setDeviceScaleFactor(touch || this == ZOOMED ? 2 : 1)
        .setHasTouch(touch)
        .setIsMobile(touch)
        .setColorScheme(colors);
  }

  /** Whether axe looks at it too: the others have the same parts, in the colours of these. */
  boolean isForAxe() {
    return this == DESK_LIGHT || this == DESK_DARK || this == PHONE_LIGHT;
  }

  /** Whether it has a touch screen and no keyboard. */
  boolean isTouch() {
    return touch;
  }

  /** Whether the rooms are in a drawer. */
  boolean isNarrow() {
    return width < 760;
  }

  /** Whether the people are in a drawer. */
  boolean hidesPeople() {
    return width < 1100;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
