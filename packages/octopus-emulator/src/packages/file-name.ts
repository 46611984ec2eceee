/** What the name of a package's file says. */
export interface PackageName {
  readonly packageId: string;
  readonly version: string;
  /** With its dot, like `.tar.gz`. */
  readonly extension: string;
}

const pattern =
  /^(?<packageId>\w+(?:[_.-]\w+)*?)\.(?<version>\d+(?:\.\d+){0,3}(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?)$/;

/** Reads `Acme.Web.1.0.0-beta.1.zip`; undefined when it names no package and version. [client] */
export function readFileName(fileName: string): PackageName | undefined {
  const base = fileName.split(/[\\/]/).at(-1) ?? '';
  const extension = /(?:\.tar)?\.[A-Za-z][0-9A-Za-z]*$/i.exec(base)?.[0];
  if (extension === undefined) return undefined;
  const groups = pattern.exec(base.slice(0, -extension.length))?.groups;
  if (groups?.packageId === undefined || groups.version === undefined) return undefined;
  return { packageId: groups.packageId, version: groups.version, extension };
}
