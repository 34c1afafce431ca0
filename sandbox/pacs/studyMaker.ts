import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StudyMaker } from './pacs';
import type { PlannedStudy } from './studyPlan';

/**
 * Makes planned studies one after the other in a process of their own, so that the sandbox answers meanwhile.
 * @param stock Where a study that is made is kept for other sandboxes, by its plan; none keeps nothing.
 */
export function createStudyMaker(plans: readonly PlannedStudy[], folder: string, stock?: string): StudyMaker {
  const byStudy = new Map(plans.map((plan) => [plan.studyUid, plan]));
  const making = new Map<string, Promise<void>>();
  let last: Promise<void> = Promise.resolve();
  return {
    plans: (studyUid) => byStudy.has(studyUid),
    make(studyUid) {
      const plan = byStudy.get(studyUid);
      const running = making.get(studyUid);
      if (running || !plan) return running ?? Promise.reject(new Error('the study is not planned'));
      const made = last.then(() => (stock ? takeFromStock(plan, folder, stock) : makeAside(plan, folder)));
      last = made.catch(() => undefined);
      making.set(studyUid, made);
      made.catch(() => making.delete(studyUid));
      return made;
    },
  };
}

/** Copies the study of this very plan, made by an earlier sandbox or now; the files of the stock are never written to. */
async function takeFromStock(plan: PlannedStudy, folder: string, stock: string): Promise<void> {
  const shelf = path.join(stock, createHash('sha256').update(JSON.stringify(plan)).digest('hex'));
  if (!existsSync(path.join(shelf, plan.studyUid))) await makeAside(plan, shelf);
  cpSync(path.join(shelf, plan.studyUid), path.join(folder, plan.studyUid), { recursive: true });
}

/** Writes into a folder of its own and moves the finished study: a sandbox that was stopped leaves no half of one. */
async function makeAside(plan: PlannedStudy, folder: string): Promise<void> {
  const workshop = path.join(folder, `.making-${plan.studyUid}`);
  rmSync(workshop, { recursive: true, force: true });
  await new Promise<void>((resolve, reject) => {
    const script = fileURLToPath(new URL('./makeStudy.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, workshop], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`making the study ended with code ${code}`)),
    );
    child.stdin.end(JSON.stringify(plan));
  });
  renameSync(path.join(workshop, plan.studyUid), path.join(folder, plan.studyUid));
  rmSync(workshop, { recursive: true, force: true });
}
