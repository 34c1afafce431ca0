import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@/bin/commands/radiomics';

const phantom = join(__dirname, '../../reference/radiomics/phantom/vertebra_phantom_a');
const input = ['--image', `${phantom}_image.nrrd`, '--mask', `${phantom}_label.nrrd`];

describe('backcast radiomics', () => {
  let folder: string;
  let said: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'radiomics-command-'));
    said = '';
    jest.spyOn(console, 'error').mockImplementation((text: string) => {
      said += `${text}\n`;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  const file = (name: string, content?: string) => {
    const path = join(folder, name);
    if (content !== undefined) writeFileSync(path, content);
    return path;
  };

  it('writes one line per feature with PyRadiomics’s values, and the provenance', async () => {
    const params = file('params.json', JSON.stringify({ featureClass: { firstorder: ['Mean', 'Energy'] } }));
    const [out, provenance] = [file('out.csv'), file('provenance.json')];
    expect(await run([...input, '--params', params, '--out', out, '--provenance', provenance])).toBe(0);
    expect(readFileSync(out, 'utf8')).toBe(
      'feature,value\noriginal_firstorder_Mean,201.11765560668442\noriginal_firstorder_Energy,2207922878\n',
    );
    expect(JSON.parse(readFileSync(provenance, 'utf8'))).toMatchObject({
      profile: 'pyradiomics',
      roiVoxels: { original: 41290, used: 41290 },
      bins: { original: { binWidth: 25, bins: 32, occupied: 32 } },
    });
  });

  it('ends with 2 and its usage on bad use', async () => {
    expect(await run(['--image', 'a.nrrd'])).toBe(2);
    expect(await run([...input, '--colour', 'red'])).toBe(2);
    expect(await run([...input, '--label', 'zero'])).toBe(2);
    expect(await run([...input, '--aggregation', '4D'])).toBe(2);
    expect(said).toMatch(/--image and --mask are needed[\s\S]*Usage: backcast radiomics/);
  });

  it('ends with 1 and one sentence where the input is refused', async () => {
    expect(await run([...input, '--label', '7'])).toBe(1);
    expect(said).toMatch(/^Label \(7\) not present in mask\. Choose from \[1\]/);
    said = '';
    const truncated = file('short.nrrd');
    writeFileSync(truncated, readFileSync(`${phantom}_image.nrrd`).subarray(0, 5000));
    expect(await run(['--image', truncated, '--mask', input[3]])).toBe(1);
    expect(said).toMatch(/short\.nrrd: /);
    said = '';
    expect(await run([...input, '--params', file('params.json', '{"setting":{"binwith":3}}')])).toBe(1);
    expect(said).toMatch(/Did you mean "binWidth"/);
  });
});
