import { created, ok, type Reply, type RouteContext } from '../http/api.ts';
import type { UploadedFile } from '../http/body.ts';
import { badRequest } from '../http/problem.ts';
import { type OverwriteMode, overwriteModes, pushPackage } from './push.ts';
import { showPackage } from './show.ts';

/** The file that was sent, or the 400 that says what to send. */
export function sentFile({ body }: RouteContext): UploadedFile {
  // A route of files gets one, or nothing.
  const file = body as UploadedFile | undefined;
  if (file === undefined) throw badRequest(['Send the package as the file of a form (multipart/form-data).']);
  return file;
}

/** What becomes of a package that is there already; `replace` is the older way to say it. [client] */
function overwriteModeOf({ query }: RouteContext): OverwriteMode {
  const text = query.text('overwriteMode');
  if (text === undefined) return query.flag('replace') ? 'OverwriteExisting' : 'FailIfExists';
  const mode = overwriteModes.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
  if (mode === undefined) throw badRequest([`overwriteMode: '${text}' is none of ${overwriteModes.join(', ')}`]);
  return mode;
}

/** 201 for a new file, 200 for one that was there. [client] */
export function pushReply(context: RouteContext, file: UploadedFile): Reply {
  const { document, isNew } = pushPackage(context, file, overwriteModeOf(context));
  const shown = showPackage(context.world, document);
  return isNew ? created(shown) : ok(shown);
}
