import { en, type Messages } from './en';
import { es } from './es';
import { he } from './he';
import { zhCN } from './zhCN';

export const patientLanguages = ['en', 'zh-CN', 'es', 'he'] as const;
export type PatientLanguage = (typeof patientLanguages)[number];

/** Where lines begin; screen, print and PDF take it from the catalogue, as HTML's `dir` names it. */
export type Direction = 'ltr' | 'rtl';

/** One language's patient texts with what must stand beside them (E14). */
export interface Catalogue {
  /** What its speakers call it. */
  readonly name: string;
  readonly direction: Direction;
  readonly version: string;
  /** Who checked the texts, by name; absent as long as nobody did, and every view and print then says so. */
  readonly reviewer?: string;
  readonly messages: Messages;
}

export const catalogues: Readonly<Record<PatientLanguage, Catalogue>> = {
  en: { name: 'English', direction: 'ltr', version: '1.1.0', messages: en },
  'zh-CN': { name: '简体中文', direction: 'ltr', version: '1.1.0', messages: zhCN },
  es: { name: 'Español', direction: 'ltr', version: '1.1.0', messages: es },
  he: { name: 'עברית', direction: 'rtl', version: '1.1.0', messages: he },
};
