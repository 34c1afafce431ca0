import { orThrow } from '@/lib/core/result';
import { extract } from '@/lib/radiomics/extract';
import { phantomOf } from '../../sandbox/pacs/writeStudy';

/** A process of its own, ten times as fast as jest's modules: texture of a planned CT in its exact outline, stdin to stdout. */
async function main(): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const { plan, parameters } = JSON.parse(Buffer.concat(chunks).toString());
  const phantom = phantomOf(plan);
  const { features } = orThrow(await extract({ image: phantom.volume, mask: phantom.body(plan.level), parameters }));
  process.stdout.write(JSON.stringify(features));
}

void main();
