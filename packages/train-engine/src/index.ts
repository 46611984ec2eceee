export { canonicalJson } from './canonical-json.ts';
export { narrate, placeOf } from './events/narrate.ts';
export { smokeName } from './events/smoke-name.ts';
export type { EventHead, Place, TrainEvent, TrainEventBody } from './events/train-event.ts';
export { durationMs } from './file/duration.ts';
export { loadTrain } from './file/load-train.ts';
export { trainFileSchema, trainJsonSchema } from './file/schema.ts';
export type { ApprovalGate, Car, HttpSmoke, RolloutSmoke, Smoke, StepSmoke, Train } from './file/train.ts';
export type { Fault } from './plan/fault.ts';
export { makePlan, type Planning } from './plan/make-plan.ts';
export type {
  Observed,
  ObservedApprovals,
  ObservedCar,
  ObservedCurrent,
  ObservedLifecycle,
  ObservedManualStep,
  ObservedRelease,
  ObservedTeam,
} from './plan/observed.ts';
export { type PermissionNeeded, permissionsNeeded } from './plan/permissions-needed.ts';
export type {
  ApprovalRunbook,
  Person,
  Plan,
  PlannedAddition,
  PlannedCar,
  PlannedGate,
  PlannedStop,
  Ref,
  TrainRecord,
} from './plan/plan.ts';
export { type Assessment, assess, isFinal, isGood, type StopStatus, type StopView } from './run/assess.ts';
export { type Decision, decide, type Standing } from './run/decide.ts';
export type {
  CancelTask,
  Effect,
  EnsureApproval,
  EnsureDeployment,
  EnsureRelease,
  FindAdded,
  LookAgain,
  Observe,
  ReportDefect,
  RunSmoke,
} from './run/effect.ts';
export type {
  Answer,
  Interruption,
  Outcome,
  RunEvent,
  Settings,
  SmokeResult,
  Source,
  Subject,
  TaskStatus,
} from './run/event.ts';
export type { GateStatus } from './run/gate-status.ts';
export { type Candidate, type Match, matchPosting, type Wanted } from './run/match.ts';
export { openQuestions, type Question } from './run/open-questions.ts';
export { isOver } from './run/reduce.ts';
export { isRunId, makeRunId } from './run/run-id.ts';
export type { AddedState, CarState, Posting, RunState, SmokeState, StopState, TaskState } from './run/state.ts';
export { replay, type Step, stateAfter, step } from './run/step.ts';
export { readToken, type Token, writeComment } from './token.ts';
