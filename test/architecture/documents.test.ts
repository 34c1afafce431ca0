import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const files = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
const packageJson = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** Relative link targets of a Markdown file, without their fragments. */
function linkTargets(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8').replace(/```[\s\S]*?```/g, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target.split('#')[0])
    .filter((target) => target && !/^[a-z]+:/.test(target));
}

test('every link of the documentation reaches a file', () => {
  expect(files.length).toBeGreaterThan(3);
  const broken = files.flatMap((file) =>
    linkTargets(file)
      .filter((target) => !existsSync(path.join(root, path.dirname(file), target)))
      .map((target) => `${file} -> ${target}`),
  );
  expect(broken).toEqual([]);
});

test('every npm command that the documentation names is there', () => {
  const named = files.flatMap((file) =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(/npm run ([a-z][a-z:-]*)/g)].map(([, name]) => ({
      file,
      name,
    })),
  );
  expect(named.filter(({ name }) => !(name in packageJson.scripts))).toEqual([]);
});
