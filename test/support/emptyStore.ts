import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore, type Store } from '@/lib/server/store/openStore';

/** A new SQLite store in a folder of its own, and how to remove both. */
export async function emptySqliteStore(): Promise<{ store: Store; folder: string; remove: () => Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'backcast-store-'));
  const store = await openStore({ dataFolder: folder });
  const remove = async () => {
    await store.destroy();
    rmSync(folder, { recursive: true });
  };
  return { store, folder, remove };
}
