/** What happens on the way to Friday morning. */
export type MorningEvent =
  | { readonly event: 'released'; readonly space: string; readonly project: string; readonly version: string }
  | ({ readonly event: 'deploying' | 'stands' } & Place)
  | ({ readonly event: 'approved'; readonly by: string; readonly title: string } & Pick<Place, 'space'>);

/** Where a release is put. */
export interface Place {
  readonly space: string;
  readonly project: string;
  readonly version: string;
  readonly environment: string;
  readonly tenant?: string;
}

/** A release that did not get where it should stand. */
export interface MorningFailure extends Place {
  readonly message: string;
}
