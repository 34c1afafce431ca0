import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readPart10 } from '@/lib/dicom/readPart10';
import { isUid } from '@/lib/dicom/uid';
import { type DicomJson, dicomJson } from './dicomJson';

/** One stored file and its header. */
export interface ArchivedInstance {
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly sopInstanceUid: string;
  readonly sopClassUid: string;
  readonly transferSyntaxUid: string;
  readonly patientId: string;
  readonly file: string;
  readonly header: DicomJson;
}

export interface FolderArchive {
  instances(studyUid: string, seriesUid?: string): readonly ArchivedInstance[];
  studies(): readonly string[];
  /** Stores one Part 10 file; the reason in words if it cannot be. */
  put(bytes: Uint8Array): { readonly stored: ArchivedInstance } | { readonly refused: string };
  /** Reads what another thread has written for a study. */
  reload(studyUid: string): void;
}

type IndexEntry = Omit<ArchivedInstance, 'file'>;

/** Part 10 files in `folder`/study/series/instance.dcm, each beside its header as JSON, so that a restart reads no pixels. */
export function openFolderArchive(folder: string): FolderArchive {
  const studies = new Map<string, Map<string, ArchivedInstance>>();
  const reload = (studyUid: string) => {
    const root = path.join(folder, studyUid);
    const found = new Map<string, ArchivedInstance>();
    for (const seriesUid of existsSync(root) ? readdirSync(root).sort() : []) {
      for (const name of readdirSync(path.join(root, seriesUid)).sort()) {
        if (!name.endsWith('.json')) continue;
        const entry: IndexEntry = JSON.parse(readFileSync(path.join(root, seriesUid, name), 'utf8'));
        found.set(entry.sopInstanceUid, { ...entry, file: path.join(root, seriesUid, `${entry.sopInstanceUid}.dcm`) });
      }
    }
    if (found.size > 0) studies.set(studyUid, found);
  };
  if (existsSync(folder)) readdirSync(folder).filter(isUid).forEach(reload);
  return {
    studies: () => [...studies.keys()],
    instances: (studyUid, seriesUid) =>
      [...(studies.get(studyUid)?.values() ?? [])].filter(
        (instance) => seriesUid === undefined || instance.seriesUid === seriesUid,
      ),
    put(bytes) {
      const read = readPart10(bytes);
      if (!read.ok) return { refused: read.problem.message };
      const { attributes, sopClassUid, sopInstanceUid, transferSyntax } = read.value;
      const studyUid = attributes.text('StudyInstanceUID') ?? '';
      const seriesUid = attributes.text('SeriesInstanceUID') ?? '';
      // UIDs become file names: only digits and dots may pass.
      if (![studyUid, seriesUid, sopInstanceUid].every(isUid)) return { refused: 'the instance has no valid UIDs' };
      const root = path.join(folder, studyUid, seriesUid);
      const entry: IndexEntry = {
        studyUid,
        seriesUid,
        sopInstanceUid,
        sopClassUid,
        transferSyntaxUid: transferSyntax.uid,
        patientId: attributes.text('PatientID') ?? '',
        header: dicomJson(bytes, `/studies/${studyUid}/series/${seriesUid}/instances/${sopInstanceUid}/frames/1`),
      };
      mkdirSync(root, { recursive: true });
      const file = path.join(root, `${sopInstanceUid}.dcm`);
      writeAtomically(file, bytes);
      writeAtomically(file.replace(/dcm$/, 'json'), JSON.stringify(entry));
      const stored = { ...entry, file };
      const study = studies.get(studyUid) ?? new Map<string, ArchivedInstance>();
      studies.set(studyUid, study.set(sopInstanceUid, stored));
      return { stored };
    },
    reload,
  };
}

/** A reader never sees half a file. */
function writeAtomically(file: string, content: Uint8Array | string): void {
  writeFileSync(`${file}.part`, content);
  renameSync(`${file}.part`, file);
}
