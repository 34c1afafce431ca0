import 'client-only';
import { ok, type Problem, type Result } from '@/lib/core/result';
import type { RadiomicsParameters } from '@/lib/radiomics/parameters/parse';
import { voxelVariants } from '@/lib/segmentation/voxelVariants';
import type { MaskPart } from '@/lib/volume/maskPart';
import type { Mask, Volume } from '@/lib/volume/volume';
import { RadiomicsWorker } from './radiomicsClient';

type Features = Readonly<Record<string, number>>;

export interface RegionFeatures {
  readonly features: Features;
  /** Of the outline one voxel larger and smaller, what the model looks at. */
  readonly maskVariants: readonly Features[];
  readonly parametersSha256: string;
  /** Of the radiomics engine that measured them (S15). */
  readonly engineVersion: string;
}

/** What a model has measured of a region. */
export interface MeasuringPlan {
  readonly parameters: RadiomicsParameters;
  /** Names of the features that the model looks at. */
  readonly needed: readonly string[];
}

export interface ImagesDone {
  readonly done: number;
  readonly total: number;
}

/** A measurement that runs or has run. */
export interface Measurement {
  readonly result: Promise<Result<RegionFeatures, Problem>>;
  /** Tells how far it is, now and after each image. */
  readonly watch: (onProgress: (progress: ImagesDone) => void) => void;
}

/**
 * Measures regions of one scan, each once, in a worker that holds a copy of the scan. One worker, because a second one has the
 * same programs to translate and takes as long for a part of the work as one for all of it (two cores, `npm run bench -- ui`).
 */
export class ScanMeasurer {
  private readonly worker: RadiomicsWorker;
  private readonly measurements = new WeakMap<Mask, Measurement>();
  private ahead: { readonly mask: Mask; readonly abort: AbortController } | undefined;
  private running = 0;
  private retired = false;

  constructor(image: Volume, worker = new RadiomicsWorker()) {
    this.worker = worker;
    worker.hold(image);
  }

  /** The measurement of a region that somebody waits for. */
  measure(region: MaskPart, plan: MeasuringPlan): Measurement {
    if (this.ahead?.mask === region.mask) this.ahead = undefined;
    return this.measurements.get(region.mask) ?? this.start(region, plan, new AbortController().signal);
  }

  /** Begins a measurement that may be asked for; the next region that is measured ahead ends it if it was not. */
  measureAhead(region: MaskPart, plan: MeasuringPlan): void {
    if (this.measurements.has(region.mask)) return;
    this.dropAhead();
    const abort = new AbortController();
    this.ahead = { mask: region.mask, abort };
    this.start(region, plan, abort.signal);
  }

  /** Ends the worker, and with it the copy of the scan, once nobody waits for a measurement. */
  retire(): void {
    this.dropAhead();
    this.retired = true;
    if (this.running === 0) this.worker.terminate();
  }

  private dropAhead(): void {
    if (!this.ahead) return;
    this.measurements.delete(this.ahead.mask);
    this.ahead.abort.abort();
    this.ahead = undefined;
  }

  private start(region: MaskPart, { parameters, needed }: MeasuringPlan, signal: AbortSignal): Measurement {
    let latest: ImagesDone | undefined;
    const watchers: ((progress: ImagesDone) => void)[] = [];
    const onProgress = ({ done, total }: ImagesDone) => {
      latest = { done, total };
      for (const watcher of watchers) watcher(latest);
    };
    this.running += 1;
    const result = this.extractAll(region, parameters, needed, signal, onProgress).finally(() => {
      this.running -= 1;
      if (this.retired && this.running === 0) this.worker.terminate();
    });
    const measurement: Measurement = {
      result,
      watch: (watcher) => {
        watchers.push(watcher);
        if (latest) watcher(latest);
      },
    };
    this.measurements.set(region.mask, measurement);
    return measurement;
  }

  /** All features of the region, then those of its variants that the model looks at. */
  private async extractAll(
    region: MaskPart,
    parameters: RadiomicsParameters,
    only: readonly string[],
    signal: AbortSignal,
    onProgress: (progress: ImagesDone) => void,
  ): Promise<Result<RegionFeatures, Problem>> {
    const extraction = await this.worker.extract({ region, parameters }, { onProgress, signal });
    if (!extraction.ok) return extraction;
    const maskVariants: Features[] = [];
    for (const variant of voxelVariants(region)) {
      const measured = await this.worker.extract({ region: variant, parameters, only }, { signal });
      if (!measured.ok && measured.problem.code === 'worker-broken') return measured;
      // An outline that is too small to measure one voxel smaller says nothing about sensitivity.
      if (measured.ok) maskVariants.push(measured.value.features);
    }
    const { features, provenance } = extraction.value;
    const { parametersSha256, engineVersion } = provenance;
    return ok({ features, maskVariants, parametersSha256, engineVersion });
  }
}
