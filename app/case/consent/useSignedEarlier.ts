'use client';
import { useEffect, useState } from 'react';
import { type ChartSite, readChart } from '@/lib/client/app/chartReading';
import { chosenFracture } from '@/lib/client/case/chosenFracture';
import { earlierEstimates, isInForce } from '@/lib/fhir/write/earlierEstimates';
import { useCase } from '../CaseFrame';

/**
 * Where this launch has no result, reads the chart and the newest estimate of ours that is signed in it: a card's link opens the
 * patient view in a launch of its own. Returns whether it is still reading.
 */
export function useSignedEarlier(sites: readonly ChartSite[]): boolean {
  const { fhir, store, state } = useCase();
  const needed = state.assessment === undefined;
  const [reading, setReading] = useState(needed);
  useEffect(() => {
    if (!needed) return setReading(false);
    let left = false;
    const read = async () => {
      const chart = await readChart(fhir, sites);
      if (!chart.ok || left) return;
      store.update({ chart: chart.value });
      const condition = chosenFracture(store.get())?.conditionReference;
      if (!condition) return;
      const found = await earlierEstimates(fhir.session.patientId, condition, chart.value.versions, fhir.query);
      if (!found.ok || left) return;
      const [newest] = found.value;
      store.update({ signedEarlier: found.value.find(isInForce) ?? newest });
    };
    read().finally(() => !left && setReading(false));
    return () => {
      left = true;
    };
  }, [needed, fhir, sites, store]);
  return reading;
}
