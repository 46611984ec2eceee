import { z } from 'zod';
import { requiredText, text } from '../http/fields.ts';

export const artifactSchema = z.object({
  Filename: requiredText('a file name'),
  ServerTaskId: text(),
  Source: text(),
  LogCorrelationId: text(),
});

/** A file of a task: what is known about it. */
export interface ArtifactDocument {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Filename: string;
  readonly ServerTaskId: string;
  readonly Source: string;
  readonly LogCorrelationId: string | null;
  readonly Created: string;
}

/** The content of an artifact, whose id it has. */
export interface ArtifactContentDocument {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Base64: string;
}
