import { readFileSync, writeFileSync } from 'node:fs';
import { decode, encode } from 'fast-png';
import type { Picture } from './picture';

/** Reads an opaque PNG of 8 bits, as a browser takes it; throws on any other. */
export function pictureOf(png: Uint8Array): Picture {
  const { width, height, channels, depth, data } = decode(png);
  if (depth !== 8 || channels < 3) throw new Error(`A PNG of ${channels} channels of ${depth} bits is no screenshot`);
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1)
    for (let channel = 0; channel < 3; channel += 1) rgb[pixel * 3 + channel] = data[pixel * channels + channel];
  return { width, height, data: rgb };
}

export const readPicture = (file: string): Picture => pictureOf(readFileSync(file));

export const writePicture = (file: string, { width, height, data }: Picture): void =>
  writeFileSync(file, encode({ width, height, channels: 3, depth: 8, data }, { zlib: { level: 9 } }));
