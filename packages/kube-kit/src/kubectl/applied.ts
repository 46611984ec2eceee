/** What was done to one object, as kubectl says it. */
export interface Applied {
  /** Such as `deployment.apps` or `configmap`. */
  readonly resource: string;
  readonly name: string;
  /** `serverside-applied`, or of a client-side apply `created`, `configured`, `unchanged`. */
  readonly outcome: string;
}

/** Reads the lines of `kubectl apply` and `kubectl delete --output=name`; others are left out. */
export function appliedIn(output: string): readonly Applied[] {
  return output.split('\n').flatMap((line) => {
    const found = /^([a-z0-9.-]+)\/(\S+)(?: ([a-z-]+))?/.exec(line.trim());
    if (!found) return [];
    const [, resource = '', name = '', outcome = 'deleted'] = found;
    return [{ resource, name, outcome }];
  });
}
