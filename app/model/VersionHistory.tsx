import { formatDate } from '@/lib/core/dates';
import type { ModelCard } from '@/lib/model/card';
import type { ModelManifest } from '@/lib/model/manifest';
import { engineVersion } from '@/lib/model/modelIdentity';

interface VersionHistoryProps {
  readonly manifest: ModelManifest;
  readonly versions: ModelCard['versions'];
}

/** Which files are in use, and what each version changed (S15). */
export function VersionHistory({ manifest, versions }: VersionHistoryProps) {
  const inUse = [
    ['Model file, SHA-256', manifest.model.sha256],
    ['Radiomics parameters, SHA-256', manifest.radiomics?.parametersSha256 ?? 'none are used'],
    ['Engine', engineVersion],
    ['Calibration', manifest.calibration.version],
  ] as const;
  return (
    <>
      <dl className="grid gap-x-4 sm:grid-cols-3">
        {inUse.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-soft">{name}</dt>
            <dd className="mb-2 wrap-anywhere sm:col-span-2 sm:mb-0">{value}</dd>
          </div>
        ))}
      </dl>
      <ul className="mt-3">
        {versions.map(({ version, date, changes }) => (
          <li key={version} className="border-t border-line py-2">
            <span className="font-semibold">{version}</span>, {formatDate(date)}: {changes}
          </li>
        ))}
      </ul>
    </>
  );
}
