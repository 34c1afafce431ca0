/** What a printed copy carries of an estimate's identifier; the chart's list of estimates tells by it whether the copy still holds (S17). */
export const paperNumber = (identifier: string): string => identifier.slice(0, 12);
