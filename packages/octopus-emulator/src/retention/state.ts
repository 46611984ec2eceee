/** When policies are applied next. There is one. */
export interface RetentionClockDocument {
  readonly Id: 'daily';
  /** Epoch milliseconds. */
  readonly DueAt: number;
}
