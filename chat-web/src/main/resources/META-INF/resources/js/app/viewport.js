/**
 * Where a keyboard covers the page instead of shrinking it, the page takes the height that is left.
 */
export function keepAboveKeyboard() {
  const viewport = window.visualViewport;
  if (viewport === undefined || viewport === null) return;
  const fit = () => {
    const covered = window.innerHeight - viewport.height * viewport.scale > 80;
    document.documentElement.style.setProperty(
      "--page-height",
      covered ? `${viewport.height}px` : "100dvh",
    );
    if (covered) window.scrollTo(0, 0);
  };
  viewport.addEventListener("resize", fit);
}
