import { selfLink } from '../http/links.ts';
import type { Caller } from '../permissions/caller.ts';
import { responsibilityRefusal } from './rules.ts';
import type { InterruptionDocument } from './state.ts';

/** An interruption as one caller sees it. */
export function showInterruption(caller: Caller, interruption: InterruptionDocument): Record<string, unknown> {
  const {
    Instructions: _i,
    Notes: _n,
    Result: _r,
    Guidances: _g,
    MirrorOf,
    MirrorIds,
    ProjectId: _p,
    EnvironmentId: _e,
    TenantId: _t,
    ...shown
  } = interruption;
  const self = selfLink(interruption.SpaceId, '/interruptions', interruption.Id);
  return {
    ...shown,
    Type: interruption.Type ?? 'ManualIntervention',
    IsLinkedToOtherInterruption: MirrorOf !== undefined || MirrorIds !== undefined,
    CanTakeResponsibility: interruption.IsPending && responsibilityRefusal(caller, interruption) === undefined,
    HasResponsibility: interruption.ResponsibleUserId === caller.user.Id,
    Form: interruption.Type === 'GuidedFailure' ? guidedForm(interruption) : manualForm(interruption),
    Links: { Self: self, Submit: `${self}/submit`, Responsible: `${self}/responsible` },
  };
}

/** [client] */
function manualForm({ Instructions, Notes, Result }: InterruptionDocument): object {
  return {
    Values: { Instructions: null, Notes, Result },
    Elements: [
      element('Instructions', { Type: 'Paragraph', Text: Instructions, ResolveLinks: false }),
      element('Notes', { Type: 'TextArea', Label: 'Notes' }),
      element('Result', { Type: 'SubmitButtonGroup', Buttons: [button('Proceed', false), button('Abort', true)] }),
    ],
  };
}

/** [docs for the values, guess for the layout] */
function guidedForm({ Instructions, Notes, Result, Guidances = [] }: InterruptionDocument): object {
  return {
    Values: { Instructions: null, Notes, Guidance: Result },
    Elements: [
      element('Instructions', { Type: 'Paragraph', Text: Instructions, ResolveLinks: false }),
      element('Notes', { Type: 'TextArea', Label: 'Notes' }),
      element('Guidance', {
        Type: 'SubmitButtonGroup',
        Buttons: Guidances.map((guidance) => button(guidance, guidance !== 'Retry')),
      }),
    ],
  };
}

function button(choice: string, RequiresConfirmation: boolean): object {
  return { Text: choice, Value: choice, RequiresConfirmation };
}

function element(name: string, control: Record<string, unknown>): Record<string, unknown> {
  return { Name: name, Control: control, IsValueRequired: false };
}
