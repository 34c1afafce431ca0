interface ReadAgainProps {
  readonly reading: boolean;
  readonly onRead: () => void;
}

/** What the remedies of failed queries ask for; a frame inside an EHR has no button of the browser for it. */
export function ReadAgain({ reading, onRead }: ReadAgainProps) {
  return (
    <button
      type="button"
      disabled={reading}
      onClick={onRead}
      className="min-h-8 rounded-md border border-line bg-raised px-4 disabled:bg-line"
    >
      {reading ? 'Reading the chart' : 'Read the chart again'}
    </button>
  );
}
