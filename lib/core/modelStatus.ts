/** How far a model has come. A demonstration learned from simulated patients, and is labelled so wherever its number goes (product.md). */
export const modelStatuses = ['demonstration', 'research', 'validated'] as const;
export type ModelStatus = (typeof modelStatuses)[number];

/** The label, for the care team, in what is written to a chart or a note. */
export const demonstrationLine = 'Demonstration, not for care: the model was trained on simulated patients.';
