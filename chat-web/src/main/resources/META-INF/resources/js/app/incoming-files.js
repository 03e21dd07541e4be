/**
 * A file that is dropped on the page does not take its place. Files that are dropped or pasted come to
 * `take(files, target)`; while some are dragged over the page, `aim(target)` is called with each movement, and
 * with null when they have left it.
 */
export function catchFiles({ take = () => {}, aim = () => {} } = {}) {
  const hasFiles = (data) => data !== null && [...data.types].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault(); // else no drop comes
    aim(event.target);
  });
  document.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget === null && aim(null));
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    aim(null);
    take([...event.dataTransfer.files], event.target);
  });
  document.addEventListener("paste", (event) => {
    const { clipboardData, target } = event;
    // A text that comes with its picture, as from a word processor, is a text.
    const isText = clipboardData?.types.includes("text/plain") ?? false;
    if (isText || !hasFiles(clipboardData)) return;
    event.preventDefault();
    take([...clipboardData.files], target);
  });
}

/**
 * Files that come to the chat are attached to the message that is written in the room, or in the thread
 * where they are dropped. What uploads them loads with the first of them, or when some wait from an
 * earlier visit.
 */
export function bindUploads(app) {
  const { dialogs, store, storage } = app;
  const resume = () => app.uploads === undefined && dialogs.resumeUploads();
  let isAimed = false;
  app.attach = (files, target) => {
    if (files.length === 0) return;
    const attaching = dialogs.attachFiles({ files, target });
    app.attaching = attaching;
    attaching.then(() => app.attaching === attaching && (app.attaching = null));
  };
  catchFiles({
    take: app.attach,
    aim: (target) => {
      if (target === null && !isAimed) return;
      isAimed = target !== null;
      dialogs.showDropTarget(target);
    },
  });
  store.subscribe(({ pending, self }, before) => {
    if (self !== null && before.self === null && storage.get("uploads") !== null) resume();
    if (pending !== before.pending && pending.some(({ uploads, state }) => uploads && state === "sending"))
      resume();
  });
  if (store.state.self !== null && storage.get("uploads") !== null) resume();
}
