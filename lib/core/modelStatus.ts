/** How far a model has come. A demonstration learned from simulated patients and is labelled so wherever its number goes (product.md). */
export const modelStatuses = ['demonstration', 'research', 'validated'] as const;
export type ModelStatus = (typeof modelStatuses)[number];
