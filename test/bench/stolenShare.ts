import { existsSync, readFileSync } from 'node:fs';

const file = '/proc/stat';

/**
 * Starts counting; the function that is returned tells which share of this machine's CPU time its host has given to others
 * since ("steal", proc(5)). Figures of a run with a large share say little of the program. Undefined where no host tells.
 */
export function stolenShare(): () => number | undefined {
  const before = read();
  return () => {
    const after = read();
    if (!before || !after) return undefined;
    const spent = after.map((ticks, index) => ticks - before[index]);
    const idle = spent[3] + spent[4];
    const total = spent.reduce((sum, ticks) => sum + ticks, 0);
    return spent[7] / Math.max(1, total - idle);
  };
}

/** user, nice, system, idle, iowait, irq, softirq, steal. */
function read(): readonly number[] | undefined {
  if (!existsSync(file)) return undefined;
  return readFileSync(file, 'utf8').split('\n')[0].split(/\s+/).slice(1, 9).map(Number);
}
