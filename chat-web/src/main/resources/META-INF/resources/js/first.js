// Runs before the first paint; a module would be too late and the page would flash in the other
// colours.
try {
  const theme = localStorage.getItem("chat.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // No storage: the colours follow the system.
}
