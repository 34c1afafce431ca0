import type { CleftReading } from '@/lib/core/imagingRecord';

const answers: readonly (readonly [CleftReading, string])[] = [
  ['present', 'Present'],
  ['absent', 'Absent'],
  ['cannot-tell', 'Cannot tell'],
];

interface CleftQuestionProps {
  readonly reading: CleftReading | undefined;
  readonly reader: string;
  readonly onRead: (reading: CleftReading) => void;
}

/** The reader's own answer comes before anything that the program measured on gas (P2). */
export function CleftQuestion({ reading, reader, onRead }: CleftQuestionProps) {
  return (
    <fieldset className="mt-4 rounded-md border border-line bg-raised p-3">
      <legend className="float-left mb-1 w-full font-medium">
        Is there a cleft of gas or fluid inside the vertebral body?
      </legend>
      <div className="clear-left flex flex-wrap gap-x-6">
        {answers.map(([value, name]) => (
          <label key={value} className="flex min-h-8 items-center gap-2">
            <input
              type="radio"
              name="cleft"
              className="size-4 accent-accent"
              checked={reading === value}
              onChange={() => onRead(value)}
            />
            {name}
          </label>
        ))}
      </div>
      <p className="text-soft">Read by {reader}. A cleft can hold fluid, and a scan lying down can miss it.</p>
    </fieldset>
  );
}
