import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { openFolderArchive } from './folderArchive';
import type { PlannedStudy } from './studyPlan';
import { writeStudy } from './writeStudy';

/** The program that the study maker runs: a plan on standard input, a folder as argument. It gives way to the sandbox. */
setPriority(10);
const plan: PlannedStudy = JSON.parse(readFileSync(0, 'utf8'));
await writeStudy(plan, openFolderArchive(process.argv[2]));
