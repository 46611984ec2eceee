import type { Made } from '../executions/options.ts';
import { sendLooking } from '../executions/send-looking.ts';
import type { ArtifactId, ServerTaskId } from '../ids/kinds.ts';
import { type Collection, openCollection } from '../paging/collection.ts';
import type { SpaceContext } from '../space/context.ts';
import type { Artifact } from '../wire-types/artifacts.ts';

/** A file to leave with a task. */
export interface UploadOptions {
  readonly task: ServerTaskId;
  /** Name and extension, as people see it. */
  readonly filename: string;
  /** A text is sent as UTF-8. */
  readonly content: Uint8Array | string;
  /** Where it comes from; the server says who sent it when absent. */
  readonly source?: string;
  /** How long a lost answer is looked for. Default: 15000. */
  readonly settleMs?: number;
  readonly signal?: AbortSignal;
}

/** An artifact whose content is there. */
export interface UploadedArtifact {
  readonly how: Made;
  readonly id: ArtifactId;
}

const bytesType = 'application/octet-stream';

/** The artifacts of a document (a task, deployment, run, release, project, environment or tenant), newest first. */
export function listArtifacts({ api, space }: SpaceContext, regarding: string): Collection<Artifact> {
  return openCollection(api, '/api/{spaceId}/artifacts', {
    params: { path: { spaceId: space.id }, query: { regarding } },
  });
}

/** The content of an artifact as it was sent; undefined when nothing was sent yet. */
export async function downloadArtifact(
  { api, space }: SpaceContext,
  id: ArtifactId,
  signal?: AbortSignal,
): Promise<Uint8Array | undefined> {
  const { data } = await api.GET('/api/{spaceId}/artifacts/{id}/content', {
    params: { path: { spaceId: space.id, id } },
    parseAs: 'arrayBuffer',
    ...(signal ? { signal } : {}),
  });
  return data === undefined ? undefined : new Uint8Array(data);
}

/**
 * Leaves a file with a task. It is announced once: when that answer gets lost, the artifact is looked for by its name among those that the
 * task did not have before. The content is sent afterwards; where that fails the artifact stays without any. Throws an
 * OctopusLostAnswerError, and what the requests throw.
 */
export async function uploadArtifact(context: SpaceContext, options: UploadOptions): Promise<UploadedArtifact> {
  const { api, clock, space } = context;
  const { task, filename, content, source, settleMs, signal } = options;
  const call = signal ? { signal } : {};
  const { how, things } = await sendLooking<Artifact>({
    what: `the artifact ${filename} of ${task}`,
    operation: 'POST /api/{spaceId}/artifacts',
    clock,
    settleMs,
    signal,
    async look() {
      const all = await listArtifacts(context, task).toArray();
      return all.filter(({ Filename, ServerTaskId }) => Filename === filename && ServerTaskId === task);
    },
    async send() {
      const body = { Filename: filename, ServerTaskId: task, ...(source === undefined ? {} : { Source: source }) };
      const params = { path: { spaceId: space.id } };
      return [(await api.POST('/api/{spaceId}/artifacts', { params, body, ...call })).data];
    },
    idOf: ({ Id }) => Id,
    expected: 1,
  });
  // One was announced, so there is one.
  const { Id: id } = things[0] as Artifact;
  await api.PUT('/api/{spaceId}/artifacts/{id}/content', {
    params: { path: { spaceId: space.id, id } },
    // The description has no word for bytes but a string; they go out as they are.
    body: content as string,
    bodySerializer: (bytes: unknown) => bytes,
    headers: { 'Content-Type': bytesType },
    ...call,
  });
  return { how, id };
}
