/**
 * Switches that clients ask for before they use a newer form of something: only what the emulator does is on. A client
 * takes a toggle that is not listed for off. [client]
 */
export const featureToggles: readonly { readonly Name: string; readonly IsEnabled: boolean }[] = [
  // Values of tenants are written by environment.
  { Name: 'CommonVariableScopingFeatureToggle', IsEnabled: true },
];
