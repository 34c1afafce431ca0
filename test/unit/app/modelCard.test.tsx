import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { AttributeList } from '@/app/model/AttributeList';
import { LimitTable } from '@/app/model/LimitTable';
import { limitName } from '@/app/model/limitName';
import { orThrow } from '@/lib/core/result';
import { parseManifest } from '@/lib/model/manifest';

const read = (file: string) => JSON.parse(readFileSync(`models/rbp-tabnet-demo/${file}`, 'utf8'));
const { limits, inputs } = orThrow(parseManifest(read('manifest.json')));
const { attributes } = read('card.json');
const textOf = (markup: string): string => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the limits on the model card', () => {
  test('each say what they are about before how far they go', () => {
    const shown = textOf(renderToStaticMarkup(<LimitTable limits={limits} inputs={inputs} />));
    expect(shown).toContain('Slice thickness at most 2 mm');
    expect(shown).toContain('Tube voltage 100 to 140 kVp');
    expect(shown).toContain('Intravertebral cleft read as present or absent');
  });

  test('that stop an estimate can be told from each other by their names', () => {
    const names = limits.filter(({ severity }) => severity === 'abstain').map((limit) => limitName(limit, inputs));
    expect(new Set(names).size).toBe(names.length);
  });
});

test('the situations that are cautioned against are a list, one for each limit that stops an estimate', () => {
  const markup = renderToStaticMarkup(<AttributeList attributes={attributes} limits={limits} />);
  const items = [...markup.matchAll(/<li>(.*?)<\/li>/g)].map(([, item]) => item);
  expect(items).toEqual(limits.filter(({ severity }) => severity === 'abstain').map(({ reason }) => reason));
});
