// Placeholders of pictures: ThumbHash (https://github.com/evanw/thumbhash), about 25 bytes with the
// low frequencies of brightness, two colour differences and opacity, as coefficients of a cosine transform.

const MOST_SIDE = 32;
const FEWEST_BYTES = 5;
/** The highest frequencies of colours and of opacity, and of brightness along the longer side. */
const COLOR = 3;
const OPACITY = 5;
const LONGER_SIDE = { opaque: 7, withOpacity: 5 };

/** A picture of at most 32 × 32 pixels as a `data:` URL; null when the text is no ThumbHash. */
export function placeholderUrl(base64) {
  const hash = bytesOf(base64);
  return hash === null ? null : pngUrl(decode(hash));
}

function bytesOf(base64) {
  try {
    const bytes = Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
    return bytes.length < FEWEST_BYTES || isCut(bytes) ? null : bytes;
  } catch {
    return null;
  }
}

function headOf(hash) {
  const color = hash[0] | (hash[1] << 8) | (hash[2] << 16);
  const size = hash[3] | (hash[4] << 8);
  const hasOpacity = color >> 23 === 1;
  const longer = hasOpacity ? LONGER_SIDE.withOpacity : LONGER_SIDE.opaque;
  const isLandscape = size >> 15 === 1;
  const [across, down] = isLandscape ? [longer, size & 7] : [size & 7, longer];
  return { color, size, hasOpacity, across, down };
}

function isCut(hash) {
  const { hasOpacity, across, down } = headOf(hash);
  if (across === 0 || down === 0) return true;
  const [width, height] = [Math.max(COLOR, across), Math.max(COLOR, down)];
  const opacity = hasOpacity ? waves(OPACITY, OPACITY).length : 0;
  const count = waves(width, height).length + 2 * waves(COLOR, COLOR).length + opacity;
  return hash.length < FEWEST_BYTES + (hasOpacity ? 1 : 0) + Math.ceil(count / 2);
}

/** The frequencies [x, y] of a channel, but the first, which is its average. */
function waves(across, down) {
  const all = [];
  for (let y = 0; y < down; y++)
    for (let x = y === 0 ? 1 : 0; x * down < across * (down - y); x++) all.push([x, y]);
  return all;
}

/** The pixels, {width, height, rgba}. */
function decode(hash) {
  const { color, size, hasOpacity, across, down } = headOf(hash);
  let position = (hasOpacity ? 6 : 5) * 2;
  const nibble = () => (hash[position >> 1] >> ((position++ & 1) * 4)) & 15;
  const channel = (average, scale, x, y) => {
    const parts = waves(x, y).map((wave) => [...wave, (nibble() / 7.5 - 1) * scale]);
    return { average, parts };
  };
  const share = (value, shift, most) => ((value >> shift) & (2 ** Math.ceil(Math.log2(most)) - 1)) / most;
  // Colours are 1.25 times as strong: quantisation makes them weaker.
  const bright = channel(
    share(color, 0, 63),
    share(color, 18, 31),
    Math.max(COLOR, across),
    Math.max(COLOR, down),
  );
  const yellow = channel(share(color, 6, 63) * 2 - 1, share(size, 3, 63) * 1.25, COLOR, COLOR);
  const red = channel(share(color, 12, 63) * 2 - 1, share(size, 9, 63) * 1.25, COLOR, COLOR);
  const opacity = hasOpacity
    ? channel((hash[5] & 15) / 15, (hash[5] >> 4) / 15, OPACITY, OPACITY)
    : { average: 1, parts: [] };
  const ratio = across / down;
  const width = Math.round(ratio > 1 ? MOST_SIDE : MOST_SIDE * ratio);
  const height = Math.round(ratio > 1 ? MOST_SIDE / ratio : MOST_SIDE);
  const [lefts, tops] = [cosines(width), cosines(height)];
  const rgba = new Uint8ClampedArray(width * height * 4);
  let index = 0;
  for (const top of tops)
    for (const left of lefts) {
      const [l, p, q, a] = [bright, yellow, red, opacity].map((each) => valueAt(each, left, top));
      const b = l - (2 / 3) * p;
      const r = (3 * l - b + q) / 2;
      for (const value of [r, r - q, b, a]) rgba[index++] = Math.floor(255 * Math.min(1, value));
    }
  return { width, height, rgba };
}

/** For the middle of each pixel of a side the cosines of all frequencies. */
function cosines(side) {
  const of = (position, frequency) => Math.cos((Math.PI / side) * (position + 0.5) * frequency);
  const frequencies = [...Array(LONGER_SIDE.opaque).keys()];
  return [...Array(side).keys()].map((position) => frequencies.map((each) => of(position, each)));
}

function valueAt({ average, parts }, left, top) {
  let sum = average;
  for (const [x, y, part] of parts) sum += part * left[x] * top[y] * 2;
  return sum;
}

/** A PNG without compression: a row of pixels is one stored block. */
function pngUrl({ width, height, rgba }) {
  const row = width * 4;
  const pixels = [0x78, 0x01];
  const sum = { a: 1, b: 0 };
  for (let y = 0; y < height; y++) {
    const line = [0, ...rgba.subarray(y * row, (y + 1) * row)];
    for (const byte of line) {
      sum.a = (sum.a + byte) % 65_521;
      sum.b = (sum.b + sum.a) % 65_521;
    }
    const { length } = line;
    const isLast = y + 1 === height ? 1 : 0;
    pixels.push(isLast, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255, ...line);
  }
  pixels.push(...word(sum.b * 65_536 + sum.a));
  const bytes = [
    ...[137, 80, 78, 71, 13, 10, 26, 10],
    ...chunk("IHDR", [...word(width), ...word(height), 8, 6, 0, 0, 0]),
    ...chunk("IDAT", pixels),
    ...chunk("IEND", []),
  ];
  return `data:image/png;base64,${btoa(String.fromCharCode(...bytes))}`;
}

function chunk(type, data) {
  const body = [...type].map((unit) => unit.charCodeAt(0)).concat(data);
  return [...word(data.length), ...body, ...word(crc(body))];
}

function word(value) {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function crc(bytes) {
  let rest = -1;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return ~rest;
}
