import { en, type Messages } from './en';
import { es } from './es';
import { zhCN } from './zhCN';

export const patientLanguages = ['en', 'zh-CN', 'es'] as const;
export type PatientLanguage = (typeof patientLanguages)[number];

/** One language's patient texts with what must stand beside them (E14). */
export interface Catalogue {
  /** What its speakers call it. */
  readonly name: string;
  readonly version: string;
  /** Who checked the texts, by name; absent as long as nobody did, and every view and print then says so. */
  readonly reviewer?: string;
  readonly messages: Messages;
}

export const catalogues: Readonly<Record<PatientLanguage, Catalogue>> = {
  en: { name: 'English', version: '1.0.0', messages: en },
  'zh-CN': { name: '简体中文', version: '1.0.0', messages: zhCN },
  es: { name: 'Español', version: '1.0.0', messages: es },
};
