import { openAccount } from "../../app/lazy.js";
import { words } from "../../i18n/words.js";
import { NoticeBar } from "./notice-bar.js";

/** What must not happen in silence: another identity than before, and a browser that keeps nothing. */
export function standingNotices(app) {
  const identity = new NoticeBar("identity-changed");
  const show = ({ before, now }) => {
    const isAccount = before.kind === "registered";
    identity.show(
      words.identityChanged(before.name, now.name),
      isAccount ? words.signIn : null,
      () => openAccount(app),
    );
  };
  const { identityChange } = app.account;
  if (identityChange !== null) show(identityChange);
  app.account.addEventListener("identity", () => show(app.account.identityChange));

  const siteData = new NoticeBar("no-site-data");
  if (app.storage.isBlocked) siteData.show(words.noSiteData);
  return [identity.root, siteData.root];
}
