import type { OctopusClient } from '@octotrain/octopus-client';

/** A client, or as much of one as reading needs. */
export type Reader = Pick<OctopusClient, 'api' | 'pages'>;
