import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import type { ConsentRecord } from '../consentRecord';
import type { ConsentTexts } from '../consentTexts';
import { catalogues } from '../messages/catalogue';
import { ConsentLayout } from './consentLayout';
import { type Paper, paperSizes } from './paper';
import { latin, PdfFile, textString } from './pdfFile';
import { PdfFonts } from './pdfFonts';
import { Sheet } from './sheet';
import type { TrueTypeFont } from './trueType';

export interface PdfOptions {
  readonly paper: Paper;
  /** In order of preference; the first that has a character shows it. */
  readonly fonts: readonly TrueTypeFont[];
  /** ISO instant of the print. */
  readonly printedAt: string;
}

export type PdfProblem = Problem<'pdf-characters' | 'pdf-too-long'>;

/** Body sizes from the wanted to the least, tried until both pages hold their content. */
const bodySizes = [12, 11.5, 11, 10.5, 10, 9.5] as const;

/** The patient's two pages as a file, from the same texts as screen and print, with fonts embedded (E13, R20). */
export function consentPdf(
  texts: ConsentTexts,
  record: ConsentRecord,
  { paper, fonts, printedAt }: PdfOptions,
): Result<Uint8Array, PdfProblem> {
  const missing = new PdfFonts(fonts).missing(everyText(texts, record, printedAt));
  if (missing.length > 0) return fail({ ...characters, details: { count: missing.length } });
  for (const body of bodySizes) {
    const used = new PdfFonts(fonts);
    const [width, height] = paperSizes[paper];
    const { direction } = catalogues[record.language];
    const pages = [1, 2].map((page) => {
      const sheet = new Sheet(width, height, direction, used);
      const layout = new ConsentLayout(sheet, texts, record, body);
      const fits = layout.page(page, printedAt);
      return { sheet, fits };
    });
    if (pages.every(({ fits }) => fits))
      return ok(
        fileOf(
          pages.map(({ sheet }) => sheet),
          used,
          texts,
          record,
        ),
      );
  }
  return fail(tooLong);
}

function fileOf(sheets: readonly Sheet[], fonts: PdfFonts, texts: ConsentTexts, record: ConsentRecord): Uint8Array {
  const file = new PdfFile();
  const tree = file.reserve();
  const resources = file.add(`<< /Font ${fonts.embed(file)} >>`);
  const pages = sheets.map((sheet) => {
    const content = file.addStream(latin(sheet.stream()));
    return file.add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${sheet.width} ${sheet.height}] /Resources ${resources} 0 R /Contents ${content} 0 R >>`,
    );
  });
  file.set(tree, `<< /Type /Pages /Kids [${pages.map((id) => `${id} 0 R`).join(' ')}] /Count ${pages.length} >>`);
  const catalog = file.add(
    `<< /Type /Catalog /Pages ${tree} 0 R /Lang (${record.language}) /ViewerPreferences << /DisplayDocTitle true /Direction /${catalogues[record.language].direction === 'rtl' ? 'R2L' : 'L2R'} >> >>`,
  );
  return file.bytes(catalog, file.add(`<< /Title ${textString(texts.title)} /Creator (Backcast) >>`));
}

/** Whatever may be written on the two pages, to look for characters that the fonts lack. */
function everyText(texts: ConsentTexts, record: ConsentRecord, printedAt: string): string {
  const { page, printed, joined: _joined, ...rest } = texts;
  const strings: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') strings.push(value);
    else if (value !== null && typeof value === 'object') for (const part of Object.values(value)) collect(part);
  };
  collect(rest);
  return [
    ...strings,
    page(1, 2),
    printed(printedAt),
    record.mattersOther,
    record.ownQuestions,
    record.teachBack?.words ?? '',
    ' 0123456789•·:',
  ].join('');
}

const characters: PdfProblem = {
  code: 'pdf-characters',
  message: 'The PDF cannot show some of the characters of this record.',
  remedy: 'Print the two pages instead; your device has more characters.',
};
const tooLong: PdfProblem = {
  code: 'pdf-too-long',
  message: 'The words do not fit on two pages.',
  remedy: 'Shorten the patient’s words or questions, or print instead.',
};
