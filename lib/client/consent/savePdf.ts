import 'client-only';
import type { ConsentRecord } from '@/lib/consent/consentRecord';
import type { ConsentTexts } from '@/lib/consent/consentTexts';
import { consentPdf, type Paper } from '@/lib/consent/pdf/consentPdf';
import { openTrueType, type TrueTypeFont } from '@/lib/consent/pdf/trueType';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';

/** Preferred first. The second is large, so it is fetched only where the first lacks a character. */
const fontFiles = ['/fonts/inter-latin.ttf', '/fonts/noto-sans-sc-common.ttf'] as const;

/** Makes the two pages in the browser and hands them over as a download, which a sandboxed frame allows (E6). Nothing leaves the device. */
export async function savePdf(texts: ConsentTexts, record: ConsentRecord, paper: Paper): Promise<Result<string>> {
  const printedAt = new Date().toISOString();
  const fonts: TrueTypeFont[] = [];
  let made: Result<Uint8Array> = fail(fontsMissing);
  for (const file of fontFiles) {
    const font = await loadFont(file);
    if (!font) return fail(fontsMissing);
    fonts.push(font);
    made = consentPdf(texts, record, { paper, fonts, printedAt });
    if (made.ok || made.problem.code !== 'pdf-characters') break;
  }
  if (!made.ok) return made;
  // No name and no record number in a file name: it would end up in download lists.
  const name = `patient-information-${printedAt.slice(0, 10)}.pdf`;
  const address = URL.createObjectURL(new Blob([made.value as Uint8Array<ArrayBuffer>], { type: 'application/pdf' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return ok(name);
}

async function loadFont(file: string): Promise<TrueTypeFont | undefined> {
  const response = await fetch(file).catch(() => undefined);
  return response?.ok ? openTrueType(new Uint8Array(await response.arrayBuffer())) : undefined;
}

/** Letter where people use it, A4 elsewhere, by the region of the browser's language. */
export function usualPaper(browserLanguage: string): Paper {
  return /-(US|CA|MX|PH|CL|CO|VE|GT|CR|PA|PR|DO|SV|NI)$/i.test(browserLanguage) ? 'Letter' : 'A4';
}

const fontsMissing: Problem = {
  code: 'pdf-fonts',
  message: 'The letters for the PDF could not be loaded.',
  remedy: 'Check the connection and try again, or print instead.',
};
