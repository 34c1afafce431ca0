import 'client-only';
import type { ConsentRecord } from '@/lib/consent/consentRecord';
import type { ConsentTexts } from '@/lib/consent/consentTexts';
import { catalogues } from '@/lib/consent/messages/catalogue';
import { fontFiles } from '@/lib/consent/pdf/fontFiles';
import type { Paper } from '@/lib/consent/pdf/paper';
import { openTrueType, type TrueTypeFont } from '@/lib/consent/pdf/trueType';
import { fail, ok, type Result } from '@/lib/core/result';
import { partNotLoaded } from '../loadPart';

/** Makes the two pages in the browser and hands them over as a download, which a sandboxed frame allows (E6). Nothing leaves the device. */
export async function savePdf(texts: ConsentTexts, record: ConsentRecord, paper: Paper): Promise<Result<string>> {
  const printedAt = new Date().toISOString();
  // The writer comes with the order of mixed lines, which no other part of a case needs.
  const writer = await import('@/lib/consent/pdf/consentPdf').catch(() => undefined);
  if (!writer) return fail(notLoaded);
  const fonts: TrueTypeFont[] = [];
  let made: Result<Uint8Array> = fail(notLoaded);
  for (const file of fontFiles[catalogues[record.language].direction]) {
    const font = await loadFont(file);
    if (!font) return fail(notLoaded);
    fonts.push(font);
    made = writer.consentPdf(texts, record, { paper, fonts, printedAt });
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

/** The code or its fonts: a person does the same about either. */
const notLoaded = partNotLoaded('makes the PDF', 'Check the connection and try again, or print instead.');
