const BROWSERS = [
  ["Edge", /\bEdgA?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /(?:Chrome|CriOS)\//],
  ["Safari", /\bSafari\//],
];

const SYSTEMS = [
  ["Android", /\bAndroid\b/],
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Windows", /\bWindows\b/],
  ["Mac", /\bMacintosh\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Linux", /\bLinux\b/],
];

/**
 * What a client calls itself, in parts that people know: {browser, system}, each null where it
 * cannot be told. A script is its own first word: "curl/8.5.0".
 */
export function deviceOf(agent) {
  const find = (list) => list.find(([, pattern]) => pattern.test(agent))?.[0] ?? null;
  const browser = find(BROWSERS);
  if (browser !== null) return { browser, system: find(SYSTEMS) };
  return { browser: agent.trim().split(/\s+/)[0] || null, system: null };
}
