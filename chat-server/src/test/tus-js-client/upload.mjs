// Uploads a file with the official client: node upload.mjs <endpoint> <session> <file> <store> [break]
//
// With `break` it stops after the first half. The next run finds that upload in <store>, a file, and goes
// on. The last line of its output is the address of the upload, and how many bytes this run has sent.
import { createReadStream, statSync } from "node:fs";
import { FileUrlStorage, Upload } from "tus-js-client";

const [endpoint, session, path, store, mode] = process.argv.slice(2);
const { size } = statSync(path);
const half = Math.floor(size / 2);
let accepted = 0;

const upload = new Upload(createReadStream(path), {
  endpoint,
  headers: { Authorization: `Bearer ${session}` },
  metadata: { filename: "lake.bin", alt: "A lake at dawn – ☀" },
  urlStorage: new FileUrlStorage(store),
  chunkSize: half,
  uploadSize: size,
  retryDelays: null,
  onChunkComplete(chunk) {
    accepted += chunk;
    if (mode === "break" && accepted < size) upload.abort().then(end, fail);
  },
  onSuccess: end,
  onError: fail,
});

const [before] = await upload.findPreviousUploads();
if (before !== undefined) upload.resumeFromPreviousUpload(before);
upload.start();

function end() {
  console.log(`${upload.url} ${accepted}`);
}

function fail(error) {
  console.error(String(error));
  process.exitCode = 1;
}
