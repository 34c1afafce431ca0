import type { ModelIdentity } from '@/lib/model/assessment';
import { shortVersionLine, versionLine } from '@/lib/model/versionLine';

/** Which versions the result is from (S15), and the way to what is known of them. */
export function ModelUsed({ model }: { readonly model: ModelIdentity }) {
  return (
    <p className="text-soft">
      <span className="wrap-anywhere">
        {shortVersionLine(versionLine(model))}; model file {model.modelSha256.slice(0, 12)}; status {model.status}.
      </span>{' '}
      {/* A window of its own: the case stays where it is. */}
      <a href="/model" target="_blank" rel="noopener">
        Model card: how it was tested and where it stops
      </a>
    </p>
  );
}
