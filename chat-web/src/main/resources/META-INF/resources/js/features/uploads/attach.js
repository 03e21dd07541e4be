import { words } from "../../i18n/words.js";
import { tabStorage } from "../../lib/storage.js";
import { isDialogOpen } from "../../ui/dialog.js";
import { AttachmentRow } from "./attachment-row.js";
import { DropTarget } from "./drop-target.js";
import { paintUploads } from "./pending-uploads.js";
import { Pictures } from "./pictures.js";
import { Tus } from "./tus.js";
import { UploadDisk } from "./upload-disk.js";
import { Uploads } from "./uploads.js";

const MOST_FILES = 10;
/** Where dropped files belong to one composer. */
const AREA = ".thread, .room-inner";

/** What the page knows of uploads once this module is loaded, as `app.uploads`. */
class UploadViews {
  #app;
  #uploads;
  #rows = new WeakMap();

  constructor(app) {
    this.#app = app;
    const { store, sendQueue: queue, connection, server, storage } = app;
    const disk = new UploadDisk();
    this.#uploads = new Uploads({
      ...{ store, queue, connection, server, storage, disk },
      tab: tabStorage().get("tab"),
      tus: new Tus(server),
      pictures: new Pictures(),
    });
    this.dropTarget = new DropTarget((target) => this.composerAt(target)?.root.closest(AREA));
    this.#uploads.addEventListener("changed", () => app.renderLoop.draw());
    this.#uploads.resume();
    // What waits is drawn already, without what this module shows of it.
    for (const { uploads = [] } of store.state.pending)
      for (const { key, sent = 0 } of uploads) queue.progressed(key, sent);
  }

  /** Whether files would be lost with this page. */
  get isAtRisk() {
    return this.#uploads.isAtRisk;
  }

  /** The files that are attached in a composer; `onResize` is called when the row has another height. */
  rowFor(composer, onResize) {
    if (!this.#rows.has(composer))
      this.#rows.set(composer, new AttachmentRow(this.#app, this.#uploads, composer, onResize));
    return this.#rows.get(composer);
  }

  /** Shows beside its text what an unsent message waits for. */
  paint(text, message) {
    paintUploads(text, message, this.#uploads);
  }

  /** The files of an unsent message are attached again. */
  takeBack(message, draft) {
    this.#uploads.takeBack(message, draft);
  }

  /**
   * Sends a message that another user of this browser left unsent, or whose room is gone, in a room as the
   * user's own, with its files. Resolves to false, and says so, when these are no longer here.
   */
  async sendAgain({ client_id, text, uploads }, room) {
    const files = await this.#uploads.filesOf(uploads);
    if (files === null) {
      this.#app.toasts.show(words.refusals["lost.files"]);
      return false;
    }
    const place = `again ${client_id}`;
    this.#uploads.add({ room, place, files });
    const again = this.#uploads.take(place);
    this.#uploads.taken(again, this.#app.commands.send({ room, text, uploads: again }));
    return true;
  }

  /** The composer of the thread or room that an element belongs to; null where nothing can be sent. */
  composerAt(target) {
    const { room, thread } = this.#app.composers;
    const isInThread = thread !== undefined && thread.root.closest(AREA)?.contains(target);
    const composer = isInThread ? thread : room;
    return composer?.draft && composer.root.checkVisibility() && !isDialogOpen() ? composer : null;
  }

  attach(files, target) {
    const { liveRegion, store, toasts } = this.#app;
    const composer = this.composerAt(target);
    if (composer === null) return;
    if (store.state.limits.max_file_bytes === undefined) {
      toasts.show(words.noFiles);
      return;
    }
    const left = MOST_FILES - this.#uploads.at(composer.draft).length;
    if (files.length > left) toasts.show(words.mostFiles(MOST_FILES));
    const added = files.slice(0, Math.max(0, left));
    if (added.length === 0) return;
    this.#uploads.add({ room: composer.room, place: composer.draft, files: added });
    liveRegion.say(words.filesAttached(added.length), "attached");
    composer.focus();
  }
}

function begun(app) {
  app.uploads ??= new UploadViews(app);
  return app.uploads;
}

/** Attaches files to the message that is written in the room or thread that `target` belongs to. */
export function attachFiles(app, { files, target }) {
  begun(app).attach(files, target);
}

/** Goes on with what an earlier visit has left. */
export function resumeUploads(app) {
  begun(app);
}

/** Files are dragged over `target`; null when they have gone. */
export function showDropTarget(app, target) {
  const mayAttach = app.store.state.limits.max_file_bytes !== undefined;
  begun(app).dropTarget.show(mayAttach ? target : null);
}
