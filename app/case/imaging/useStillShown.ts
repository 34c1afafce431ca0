import { useCallback, useEffect, useRef } from 'react';

/** Tells whether the step that began something is still on the screen when it ends; one function for as long as it is. */
export function useStillShown(): () => boolean {
  const shown = useRef(false);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  return useCallback(() => shown.current, []);
}
