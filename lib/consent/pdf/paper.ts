/** Points. */
export const paperSizes = { A4: [595.28, 841.89], Letter: [612, 792] } as const;
export type Paper = keyof typeof paperSizes;

/** Letter where people use it, A4 elsewhere, by the region of the browser's language. */
export function usualPaper(browserLanguage: string): Paper {
  return /-(US|CA|MX|PH|CL|CO|VE|GT|CR|PA|PR|DO|SV|NI)$/i.test(browserLanguage) ? 'Letter' : 'A4';
}
