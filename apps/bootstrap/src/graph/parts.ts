/** What there is to see of a lab. */
export const labParts = ['all', 'spaces', 'lifecycles', 'clusters', 'people'] as const;

/** One of {@link labParts}. */
export type LabPart = (typeof labParts)[number];
