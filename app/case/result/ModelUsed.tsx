import type { ModelIdentity } from '@/lib/model/assessment';

/** Which versions the result is from (S15), and the way to what is known of them. */
export function ModelUsed({ model }: { readonly model: ModelIdentity }) {
  return (
    <p className="text-soft">
      {model.id} {model.version} ({model.status}), engine {model.engineVersion}, calibration {model.calibration.version}
      , model file <span className="break-all">{model.modelSha256.slice(0, 12)}</span>.{' '}
      {/* A window of its own: the case stays where it is. */}
      <a href="/model" target="_blank" rel="noopener">
        Model card: how it was tested and where it stops
      </a>
    </p>
  );
}
