import { MOST_SIDE, thumbhash } from "./thumbhash.js";

// Looks at pictures that are about to be sent, in a worker: turned as their camera says, as a
// placeholder and, if they are large, as a smaller one that is shown first.

const PREVIEW_BYTES = 200 * 1_024;
const PREVIEW_SIDES = [1_600, 1_200, 800, 400];
const QUALITIES = [0.82, 0.7, 0.55];

addEventListener("message", async ({ data: { id, file } }) => {
  const picture = await describe(file).catch(() => null);
  postMessage({ id, picture });
});

async function describe(file) {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    const small = drawn(bitmap, MOST_SIDE);
    const { width, height } = small;
    const { data } = small.getContext("2d").getImageData(0, 0, width, height);
    const hash = btoa(String.fromCharCode(...thumbhash(width, height, data)));
    const isSmall = file.size <= PREVIEW_BYTES && Math.max(bitmap.width, bitmap.height) <= PREVIEW_SIDES[0];
    return { thumbhash: hash, ...(isSmall ? {} : await preview(bitmap)) };
  } finally {
    bitmap.close();
  }
}

/** {preview, previewType}; nothing where none is small enough. */
async function preview(bitmap) {
  for (const side of PREVIEW_SIDES) {
    const canvas = drawn(bitmap, side);
    for (const quality of QUALITIES) {
      const blob = await encoded(canvas, quality);
      if (blob.size <= PREVIEW_BYTES)
        return { preview: await blob.arrayBuffer(), previewType: blob.type };
    }
  }
  return {};
}

/** WebP, or JPEG where the browser makes another type of it without saying so. */
async function encoded(canvas, quality) {
  const blob = await canvas.convertToBlob({ type: "image/webp", quality });
  if (blob.type === "image/webp") return blob;
  // JPEG has no opacity: what is transparent would be black.
  const context = canvas.getContext("2d");
  context.globalCompositeOperation = "destination-over";
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: "image/jpeg", quality });
}

/** Never larger than it is. */
function drawn(bitmap, mostSide) {
  const share = Math.min(1, mostSide / Math.max(bitmap.width, bitmap.height));
  const side = (length) => Math.max(1, Math.round(length * share));
  const canvas = new OffscreenCanvas(side(bitmap.width), side(bitmap.height));
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}
