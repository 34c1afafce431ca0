import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { orThrow } from '@/lib/core/result';
import { modelInputs } from '@/lib/fhir/modelInputs';
import { openPackage } from '@/lib/model/openPackage';
import { scoreCase } from '@/lib/model/score';
import { chartAsRead } from '@/test/support/chartAsRead';
import { onnxRuntime, stopOnnxRuntime } from '@/test/support/onnxRuntime';
import { type Sandbox, startSandbox } from '../../../sandbox/main';
import { plannedStudies } from '../../../sandbox/pacs/plannedStudies';
import type { PlannedStudy } from '../../../sandbox/pacs/studyPlan';
import { imagingPlans } from '../../../sandbox/patients/imagingPlan';

const folder = path.join(__dirname, '../../../models/rbp-tabnet-demo');
const manifestJson = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
const example = JSON.parse(readFileSync(path.join(folder, 'examples/typical.json'), 'utf8'));

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ appUrl: 'http://127.0.0.1:1' });
});
afterAll(async () => {
  await sandbox.close();
  await stopOnnxRuntime();
});

async function textureOf(plan: PlannedStudy | undefined, parameters: object): Promise<Record<string, number>> {
  const script = path.join(__dirname, '../../support/phantomTexture.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ plan, parameters }));
  let output = '';
  for await (const chunk of child.stdout) output += chunk;
  return JSON.parse(output);
}

/** The shipped model's answer: the chart as the app reads it, texture of the CT that the PACS makes in its exact outline. */
async function assessmentOf(id: string) {
  const { manifest, session } = orThrow(
    await openPackage(
      onnxRuntime,
      manifestJson,
      new Uint8Array(readFileSync(path.join(folder, manifestJson.model.file))),
    ),
  );
  const [plan] = plannedStudies(imagingPlans, sandbox.store).filter(({ patient }) => patient.id === id);
  const features = await textureOf(plan, manifestJson.radiomics.parameters);
  const chart = await chartAsRead(sandbox, id);
  // The reader sees on the CT what the chart says.
  const reading = chart.cleft.state === 'present' && chart.cleft.value ? 'present' : 'absent';
  const inputs = modelInputs(manifest, {
    chart,
    corrections: [],
    choices: {},
    features,
    imaging: { cleft: { reading } } as never,
  });
  // Of the scan nothing is to be doubted here: the limits on scans have tests of their own.
  const levels = { order: plan.level, condition: plan.level, mask: plan.level };
  const facts = { ...example.facts, levels, bmdAgeDays: 60 };
  const assessment = await scoreCase(inputs, facts, session, manifest);
  await session.close();
  return assessment;
}

describe('what the shipped model says of a synthetic patient is what the list says', () => {
  test('low, typical and high stand in this order', async () => {
    const found = [];
    for (const id of ['low', 'typical', 'high']) {
      const assessment = await assessmentOf(id);
      if (assessment.kind !== 'estimate') throw new Error(`${id}: ${JSON.stringify(assessment.reasons)}`);
      found.push(assessment.probability);
    }
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found[2] / found[0]).toBeGreaterThan(1.5);
  });

  test('wide-range: an abstention because the members disagree, and for nothing else', async () => {
    const assessment = await assessmentOf('wide-range');
    expect(assessment.kind).toBe('abstention');
    expect(assessment.kind === 'abstention' && assessment.reasons.map(({ id }) => id)).toEqual(['spread']);
  });
});
