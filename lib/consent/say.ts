import { IntlMessageFormat } from 'intl-messageformat';
import { catalogues, type PatientLanguage } from './messages/catalogue';
import type { MessageKey } from './messages/en';

export type MessageValues = Readonly<Record<string, string | number>>;
/** A patient text in one language. Throws if a variable of the message is not given: a gap must never reach a patient. */
export type Say = (key: MessageKey, values?: MessageValues) => string;

const formats = new Map<string, IntlMessageFormat>();

export function sayIn(language: PatientLanguage): Say {
  return (key, values = {}) => {
    const id = `${language} ${key}`;
    const format =
      formats.get(id) ??
      new IntlMessageFormat(catalogues[language].messages[key], language, undefined, { ignoreTag: true });
    formats.set(id, format);
    return String(format.format({ ...values }));
  };
}

/** "5 Mar 2026" in the language's own way, the day as written in the ISO date (no time-zone shift). */
export function sayDate(language: PatientLanguage, iso: string): string {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(iso)?.[0];
  if (!day) return iso;
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    day: 'numeric',
    // Chinese has no short one, and Hebrew would cut most names.
    month: language === 'zh-CN' || language === 'he' ? 'long' : 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}
