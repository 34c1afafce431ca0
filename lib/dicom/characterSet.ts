/** WHATWG labels of the single-byte and whole-set character repertoires of PS3.3 C.12.1.1.2. */
const labels: Readonly<Record<string, string>> = {
  'ISO_IR 100': 'iso-8859-1',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 127': 'iso-8859-6',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 138': 'iso-8859-8',
  'ISO_IR 148': 'windows-1254',
  'ISO_IR 13': 'shift_jis',
  'ISO_IR 166': 'windows-874',
  'ISO_IR 192': 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gbk',
  'ISO 2022 IR 87': 'iso-2022-jp',
  'ISO 2022 IR 149': 'euc-kr',
};

const decoders = new Map<string, TextDecoder>();

/** The decoder for a SpecificCharacterSet value; the last listed set decides, and none or an unknown one reads as Latin-1. */
export function textDecoderOf(specificCharacterSet: string | undefined): TextDecoder {
  const name =
    specificCharacterSet
      ?.split('\\')
      .at(-1)
      ?.replace(/[\s\0]+$/g, '')
      .trim() ?? '';
  const label = labels[name] ?? labels[name.replace('ISO 2022 IR', 'ISO_IR')] ?? 'iso-8859-1';
  const known = decoders.get(label);
  if (known) return known;
  const decoder = new TextDecoder(label);
  decoders.set(label, decoder);
  return decoder;
}
