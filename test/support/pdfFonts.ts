import { readFileSync } from 'node:fs';
import { catalogues, type PatientLanguage } from '@/lib/consent/messages/catalogue';
import { fontFiles } from '@/lib/consent/pdf/fontFiles';
import { openTrueType, type TrueTypeFont } from '@/lib/consent/pdf/trueType';

/** The fonts that a page fetches for the PDF of a language, in its order. */
export const pdfFontsOf = (language: PatientLanguage): TrueTypeFont[] =>
  fontFiles[catalogues[language].direction].map((file) => openTrueType(new Uint8Array(readFileSync(`public${file}`))));
