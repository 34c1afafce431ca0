import { type VertebraLevel, vertebraLevels } from '@/lib/core/vertebra';
import { Button } from '@/lib/ui/Button';

/** The levels of osteoporotic fractures that are augmented. */
const offered = vertebraLevels.slice(vertebraLevels.indexOf('T4'));

interface LevelQuestionProps {
  readonly level: VertebraLevel | undefined;
  /** From the Condition: asked, never assumed. */
  readonly fractureLevel: VertebraLevel | undefined;
  readonly onLevel: (level: VertebraLevel | undefined) => void;
}

/** Which vertebra the reader says it is. */
export function LevelQuestion({ level, fractureLevel, onLevel }: LevelQuestionProps) {
  return (
    <fieldset className="mt-2">
      <legend className="font-medium">Which vertebra is it?</legend>
      <div className="mt-1 flex flex-wrap items-center gap-2">
        <label className="flex items-center gap-2">
          Level
          <select
            className="h-8 rounded-md border border-line bg-surface px-2"
            value={level ?? ''}
            onChange={({ target }) => onLevel(offered.find((one) => one === target.value))}
          >
            <option value="">not chosen</option>
            {offered.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        {fractureLevel && level !== fractureLevel && (
          <Button onPress={() => onLevel(fractureLevel)}>It is {fractureLevel}, as the chart says</Button>
        )}
      </div>
      <p className="mt-1 text-soft">
        {fractureLevel
          ? `The chart has the fracture at ${fractureLevel}. Count the levels on this scan before you answer.`
          : 'The chart does not say at which level the fracture is.'}
      </p>
    </fieldset>
  );
}
