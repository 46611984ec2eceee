/** Why a plan cannot be carried out; most are found before anything is written. */
export interface ApplyProblem {
  readonly message: string;
  readonly hint: string;
}
