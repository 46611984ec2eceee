/** Who makes the clusters, for every command. */
export const providerFlag = {
  kind: 'enum',
  values: ['kwok', 'kind', 'existing'],
  default: 'kwok',
  brief: 'Who makes the clusters: kwok (processes, no containers), kind (Docker or podman), or nobody',
} as const;
