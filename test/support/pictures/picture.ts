/** Red, green and blue of each pixel, 8 bits, row by row from the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** CSS pixels of a screen that one pixel of a kept picture stands for, each way. */
export const reduction = 4;

/** Levels of a channel that a kept picture tells apart: steps of 4, which pack well and which nobody sees. */
const step = 4;

// Jest's modules look globals up slowly, and these are called for every pixel.
const { floor, min } = Math;

/** A quarter of the width and height, each pixel a mean; what a kept picture holds of a screen. */
export function reduced({ width, height, data }: Picture): Picture {
  const size = { width: floor(width / reduction), height: floor(height / reduction) };
  const small = new Uint8Array(size.width * size.height * 3);
  let at = 0;
  for (let y = 0; y < size.height; y += 1)
    for (let x = 0; x < size.width; x += 1)
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0;
        for (let dy = 0; dy < reduction; dy += 1)
          for (let dx = 0; dx < reduction; dx += 1)
            sum += data[((y * reduction + dy) * width + x * reduction + dx) * 3 + channel];
        const middle = sum / reduction ** 2 + step / 2;
        const level = middle - (middle % step);
        small[at++] = min(level, 255);
      }
  return { ...size, data: small };
}
