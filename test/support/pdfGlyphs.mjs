// Reads JSON ["base64 of a PDF", ...] and prints JSON [[[{ text, x, y, width }, ...], ...], ...]: each character of each page, in the order of the file.
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';

// PDF.js asks it of the platform when it opens a font; Node has it from version 21 on.
ArrayBuffer.prototype.transferToFixedLength ??= function transferToFixedLength() {
  return this.slice(0);
};

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { OPS } = await getResolvedPDFJS();
const files = [];
for (const file of JSON.parse(Buffer.concat(chunks).toString('utf8'))) {
  const pdf = await getDocumentProxy(new Uint8Array(Buffer.from(file, 'base64')));
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { fnArray, argsArray } = await (await pdf.getPage(number)).getOperatorList();
    const glyphs = [];
    let [size, x, y, lineX] = [0, 0, 0, 0];
    fnArray.forEach((operator, i) => {
      const [first, second] = argsArray[i] ?? [];
      if (operator === OPS.setFont) size = second;
      if (operator === OPS.setTextMatrix) [lineX, y] = [first[4], first[5]];
      if (operator === OPS.moveText) [lineX, y] = [lineX + first, y + second];
      if (operator === OPS.setTextMatrix || operator === OPS.moveText) x = lineX;
      if (operator !== OPS.showText) return;
      for (const glyph of first) {
        // A number between two characters moves the second one to the left, by thousandths.
        const step = ((typeof glyph === 'number' ? -glyph : glyph.width) * size) / 1000;
        if (typeof glyph !== 'number') glyphs.push({ text: glyph.unicode, x, y, width: step });
        x += step;
      }
    });
    pages.push(glyphs);
  }
  files.push(pages);
}
process.stdout.write(JSON.stringify(files));
