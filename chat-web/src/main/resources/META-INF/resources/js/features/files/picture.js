import { words } from "../../i18n/words.js";
import { make } from "../../lib/dom.js";
import { placeholderUrl } from "../../lib/thumbhash.js";
import { previewAddress } from "./file-address.js";

const WIDEST_PX = 416;
const TALLEST_PX = 320;
const NARROWEST_PX = 56;
/** What is wider or taller than that is shown as a whole within such a shape. */
const MOST_LANDSCAPE = 5;
const MOST_PORTRAIT = 1 / 3;

/**
 * A picture in a message, in the room that it needs before it has loaded. `open` shows it large; one that
 * has not loaded is tried again instead.
 */
export function pictureButton(server, file, open) {
  const button = make("button", "picture");
  button.type = "button";
  button.dataset.test = "picture";
  button.dataset.file = file.id;
  button.setAttribute("aria-haspopup", "dialog");
  shape(button, file);
  const image = make("img");
  image.decoding = "async";
  image.loading = "lazy";
  const failure = make("span", "picture-failure");
  failure.hidden = true;
  image.addEventListener("load", () => show(true));
  image.addEventListener("error", () => show(false));
  image.src = previewAddress(server, file);
  button.append(image, failure);
  describePicture(button, file);
  button.addEventListener("click", () => {
    if (button.dataset.state === "failed") image.src = previewAddress(server, file);
    else open();
  });
  return button;

  function show(isLoaded) {
    button.dataset.state = isLoaded ? "loaded" : "failed";
    image.hidden = !isLoaded;
    failure.hidden = isLoaded;
    const said = [make("strong", "", words.pictureFailed), make("bdi", "", file.name)];
    failure.replaceChildren(...(isLoaded ? [] : said));
  }
}

/** Gives a picture in a message the description of its file, which may change. */
export function describePicture(button, { alt, name }) {
  button.title = alt ?? name;
  button.querySelector("img").alt = alt ?? words.pictureNamed(name);
}

function shape(button, { width = 4, height = 3, thumbhash }) {
  const ratio = Math.min(MOST_LANDSCAPE, Math.max(MOST_PORTRAIT, width / height));
  const scale = Math.min(1, WIDEST_PX / width, TALLEST_PX / height);
  const wide = Math.max(width * scale, NARROWEST_PX * Math.max(1, ratio));
  button.style.setProperty("--ratio", String(ratio));
  button.style.setProperty("--wide", `${Math.round(wide)}px`);
  const url = thumbhash === undefined ? null : placeholderUrl(thumbhash);
  if (url !== null) button.style.setProperty("--placeholder", `url("${url}")`);
}
