// Reads JSON ["base64 of a PDF", ...] and prints JSON [["text of page 1", ...], ...]. A process of its own, because PDF.js loads itself as an ES module.
import { extractText, getDocumentProxy } from 'unpdf';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const pages = [];
for (const file of JSON.parse(Buffer.concat(chunks).toString('utf8'))) {
  const pdf = await getDocumentProxy(new Uint8Array(Buffer.from(file, 'base64')));
  const { text } = await extractText(pdf);
  pages.push(text);
}
process.stdout.write(JSON.stringify(pages));
