import { words } from "../../i18n/words.js";
import { make } from "../../lib/dom.js";
import { exactTime } from "../../lib/time.js";
import { openDialog } from "../../ui/dialog.js";
import { roomName } from "../rooms/selectors.js";

const HOUR_MS = 3_600_000;

/** Of what a user wants to be notified in a room: the level that applies is marked as pressed. */
export function openRoomLevel(app, { id }) {
  const { store } = app;
  const room = store.state.rooms.get(id);
  if (room === undefined) return;
  const { level, until } = room.info;
  const inAnHour = () => Date.now() + store.state.clockAheadMs + HOUR_MS;
  const choices = [
    { name: "all", text: words.levels.all, hint: words.levelHints.all, level: "all" },
    { name: "mentions", text: words.levels.mentions, hint: words.levelHints.mentions, level: "mentions" },
    { name: "none", text: words.levels.none, hint: words.levelHints.none, level: "none" },
    { name: "hour", text: words.levelHour, hint: words.levelHints.none, level: "none", ends: inAnHour },
  ];
  const list = make("div", "stack room-level");
  const dialog = openDialog(words.notificationsIn(roomName(room)), list);
  dialog.dataset.test = "room-level-dialog";
  for (const choice of choices) {
    const button = make("button", "button level-choice");
    button.dataset.test = `level-${choice.name}`;
    const isOn = choice.level === level && (choice.ends !== undefined) === (until !== undefined);
    button.setAttribute("aria-pressed", String(isOn));
    const hint = isOn && until !== undefined ? words.levelUntil(exactTime(until)) : choice.hint;
    button.append(make("strong", "", choice.text), make("small", "", hint));
    button.addEventListener("click", () => {
      dialog.close();
      const set = app.commands.setNotifications(id, choice.level, choice.ends?.());
      app.attempt(set.then(() => app.liveRegion.say(words.notificationsAre(choice.text))));
    });
    list.append(button);
  }
}
