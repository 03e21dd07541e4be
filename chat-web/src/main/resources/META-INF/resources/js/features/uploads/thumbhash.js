// The encoder of ThumbHash, https://github.com/evanw/thumbhash, rewritten. Its licence:
//
// MIT License. Copyright (c) 2023 Evan Wallace
//
// Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
// associated documentation files (the "Software"), to deal in the Software without restriction, including
// without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
// copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the
// following conditions: The above copyright notice and this permission notice shall be included in all
// copies or substantial portions of the Software.
//
// THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT
// LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO
// EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER
// IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE
// USE OR OTHER DEALINGS IN THE SOFTWARE.

/** The longest side of a picture that is encoded, in pixels: larger ones look the same. */
export const MOST_SIDE = 100;

/** About 25 bytes from the pixels of a picture, as RGBA that is not multiplied by its opacity. */
export function thumbhash(width, height, rgba) {
  const { average, hasOpacity } = averageOf(width * height, rgba);
  const channels = channelsOf(width * height, rgba, average);
  const longest = hasOpacity ? 5 : 7;
  const side = (length) => Math.max(1, Math.round((longest * length) / Math.max(width, height)));
  const [across, down] = [side(width), side(height)];
  const encode = (channel, x, y) => transform(channel, width, height, x, y);
  const bright = encode(channels.bright, Math.max(3, across), Math.max(3, down));
  const yellow = encode(channels.yellow, 3, 3);
  const red = encode(channels.red, 3, 3);
  const opacity = hasOpacity ? encode(channels.opacity, 5, 5) : null;

  const { round } = Math;
  const isLandscape = width > height;
  const first =
    round(63 * bright.average) |
    (round(31.5 + 31.5 * yellow.average) << 6) |
    (round(31.5 + 31.5 * red.average) << 12) |
    (round(31 * bright.scale) << 18) |
    ((hasOpacity ? 1 : 0) << 23);
  const second =
    (isLandscape ? down : across) |
    (round(63 * yellow.scale) << 3) |
    (round(63 * red.scale) << 9) |
    ((isLandscape ? 1 : 0) << 15);
  const hash = [first & 255, (first >> 8) & 255, first >> 16, second & 255, second >> 8];
  if (hasOpacity) hash.push(round(15 * opacity.average) | (round(15 * opacity.scale) << 4));
  const parts = [bright, yellow, red, ...(hasOpacity ? [opacity] : [])].flatMap((each) => each.parts);
  for (let index = 0; index < parts.length; index += 2)
    hash.push(round(15 * parts[index]) | (round(15 * (parts[index + 1] ?? 0)) << 4));
  return new Uint8Array(hash);
}

function averageOf(count, rgba) {
  const average = [0, 0, 0];
  let opacity = 0;
  for (let index = 0; index < count * 4; index += 4) {
    const alpha = rgba[index + 3] / 255;
    for (let color = 0; color < 3; color++) average[color] += (alpha / 255) * rgba[index + color];
    opacity += alpha;
  }
  if (opacity > 0) for (let color = 0; color < 3; color++) average[color] /= opacity;
  return { average, hasOpacity: opacity < count };
}

/** Brightness, two differences of colours, and opacity; over the average colour where it is not opaque. */
function channelsOf(count, rgba, average) {
  const channels = { bright: [], yellow: [], red: [], opacity: [] };
  for (let index = 0; index < count * 4; index += 4) {
    const alpha = rgba[index + 3] / 255;
    const [r, g, b] = average.map((each, color) => each * (1 - alpha) + (alpha / 255) * rgba[index + color]);
    channels.bright.push((r + g + b) / 3);
    channels.yellow.push((r + g) / 2 - b);
    channels.red.push(r - g);
    channels.opacity.push(alpha);
  }
  return channels;
}

/** The lowest frequencies of a channel by a cosine transform: {average, parts, scale}, parts from 0 to 1. */
function transform(channel, width, height, across, down) {
  const { PI, cos, abs, max } = Math;
  let average = 0;
  let scale = 0;
  const parts = [];
  for (let y = 0; y < down; y++)
    for (let x = 0; x * down < across * (down - y); x++) {
      let sum = 0;
      for (let row = 0; row < height; row++) {
        const top = cos((PI / height) * y * (row + 0.5));
        for (let column = 0; column < width; column++)
          sum += channel[column + row * width] * cos((PI / width) * x * (column + 0.5)) * top;
      }
      sum /= width * height;
      if (x === 0 && y === 0) average = sum;
      else {
        parts.push(sum);
        scale = max(scale, abs(sum));
      }
    }
  // A channel that is the same everywhere has no parts.
  return { average, scale, parts: parts.map((part) => (scale > 0 ? 0.5 + (0.5 / scale) * part : part)) };
}
