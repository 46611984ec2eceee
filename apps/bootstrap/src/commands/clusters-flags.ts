/** Which clusters, for every command about them. */
export const clusterFlags = {
  cluster: {
    kind: 'parsed',
    parse: String,
    variadic: true,
    optional: true,
    placeholder: 'NAME',
    brief: 'Only this cluster of the lab; may be given more than once',
  },
  provider: {
    kind: 'enum',
    values: ['kind', 'kwok', 'existing'],
    optional: true,
    brief: 'Who makes the clusters, whatever the lab file says',
  },
  folder: {
    kind: 'parsed',
    parse: String,
    placeholder: 'DIR',
    optional: true,
    brief: 'Where clusters keep their data, a folder for each; .octotrain/clusters when left out',
  },
} as const;
