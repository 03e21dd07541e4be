/**
 * People at the web client: a real Chromium, driven through Playwright, against the real server.
 *
 * <p>Each test has a server of its own and each person a browser context of their own. Nothing
 * waits for a time to pass: every expectation waits for what it expects.
 */
package chat.server.browser;
