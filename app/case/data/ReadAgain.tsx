import { Button } from '@/lib/ui/Button';

interface ReadAgainProps {
  readonly reading: boolean;
  readonly onRead: () => void;
}

/** What the remedies of failed queries ask for; a frame inside an EHR has no button of the browser for it. */
export function ReadAgain({ reading, onRead }: ReadAgainProps) {
  return (
    <Button disabled={reading} onPress={onRead}>
      {reading ? 'Reading the chart' : 'Read the chart again'}
    </Button>
  );
}
