import { renderToStaticMarkup } from 'react-dom/server';
import { OutOf100 } from '@/lib/ui/OutOf100';

const slider = (value: number | undefined): string => {
  const markup = renderToStaticMarkup(
    <OutOf100 value={value} least={0} most={100} label="People out of 100" onChange={() => {}} />,
  );
  return /<input[^>]*>/.exec(markup)?.[0] ?? '';
};

test('a slider that nobody has moved looks and reads as not chosen, although a browser gives it a value', () => {
  expect(slider(undefined)).toMatch(/aria-valuetext="not chosen yet"/);
  expect(slider(undefined)).toMatch(/data-unset/);
});

test('0 of 100 that was chosen is a number like any other', () => {
  expect(slider(0)).toMatch(/aria-valuetext="0 of 100"/);
  expect(slider(0)).not.toMatch(/data-unset/);
});
