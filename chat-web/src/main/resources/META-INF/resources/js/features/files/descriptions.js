import { words } from "../../i18n/words.js";
import { make, setText } from "../../lib/dom.js";
import { isPicture } from "../../lib/format/plain.js";
import { countCodePoints, oneLine } from "../../lib/text.js";
import { countDown } from "../../ui/count-down.js";
import { openDialog } from "../../ui/dialog.js";
import { overlaid } from "../messages/changes.js";
import { changesIn, heldMessage } from "../messages/selectors.js";
import { threadRoom } from "../threads/selectors.js";
import { previewAddress } from "./file-address.js";

/** The limit of protocol version 1, in code points. */
const LONGEST = 400;

/** Describes the pictures of an own message for those who do not see them. */
export function openDescriptions(app, { room, seq }) {
  const pictures = picturesOf(app.store.state, room, seq).map((file) => ({
    name: file.name,
    alt: file.alt,
    address: previewAddress(app.server, file),
    save: (alt) => app.commands.describeFile(room, { seq, file: file.id }, alt),
  }));
  if (pictures.length > 0) describe(app, pictures);
}

/** The same for `pictures`, [{name, alt?, address, save}], that are to be sent. */
export function openDescriptionsOf(app, pictures) {
  describe(app, pictures);
}

function describe(app, pictures) {
  const form = make("form", "stack");
  form.noValidate = true;
  const said = make("p", "hint");
  said.setAttribute("role", "status");
  const fields = pictures.map((picture, index) => field(picture, index, said));
  const save = make("button", "button primary", words.save);
  save.dataset.test = "save-descriptions";
  form.append(make("p", "hint", words.descriptionHint), ...fields.map(({ root }) => root), said, save);
  const dialog = openDialog(words.describePicture, form);
  dialog.dataset.test = "descriptions";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const tooLong = fields.find(({ input }) => isTooLong(input));
    for (const { input } of fields) input.setAttribute("aria-invalid", String(isTooLong(input)));
    if (tooLong !== undefined) {
      setText(said, words.descriptionTooLong(LONGEST));
      tooLong.input.focus();
      return;
    }
    for (const { picture, input } of fields) {
      const alt = oneLine(input.value);
      if (alt !== (picture.alt ?? "")) picture.save(alt);
    }
    dialog.close();
    app.liveRegion.say(words.saved);
  });
}

function isTooLong({ value }) {
  return countCodePoints(oneLine(value)) > LONGEST;
}

/** As they will be when one's own changes have been acknowledged. */
function picturesOf(state, id, seq) {
  const places = [state.rooms.get(id), threadRoom(state)];
  const place = places.find((each) => each?.info.id === id && heldMessage(each, seq) !== null);
  if (place === undefined) return [];
  const changes = changesIn(state, id).get(seq);
  return (overlaid(heldMessage(place, seq), changes, state.self).files ?? []).filter(isPicture);
}

function field(picture, index, said) {
  const root = make("div", "field description");
  const image = make("img", "description-picture");
  image.alt = "";
  image.src = picture.address;
  const name = make("label", "", words.descriptionOf(picture.name));
  const input = make("textarea");
  Object.assign(input, { id: `description-${index}`, rows: 3, dir: "auto", autocomplete: "off" });
  input.value = picture.alt ?? "";
  input.dataset.test = "description";
  name.htmlFor = input.id;
  const left = make("span", "count-left");
  left.setAttribute("aria-hidden", "true");
  left.hidden = true;
  countDown(input, left, said, LONGEST);
  // A description is one line.
  input.addEventListener("beforeinput", (event) => {
    if (event.inputType !== "insertLineBreak" && event.inputType !== "insertParagraph") return;
    event.preventDefault();
    input.form.requestSubmit();
  });
  root.append(image, name, input, left);
  return { root, picture, input };
}
