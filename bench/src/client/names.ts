/** What the world of the bench is called: shared by the server and both sides. */
export const spaceName = 'Bench';
export const projectName = 'shop';
export const environmentName = 'Production';
/** The work is done twice by one client: with everything to be loaded and opened, and again. */
export const releaseVersions = ['1.0.0', '1.0.1'] as const;
