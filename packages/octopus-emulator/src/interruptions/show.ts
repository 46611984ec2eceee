import { selfLink } from '../http/links.ts';
import type { Caller } from '../permissions/caller.ts';
import { responsibilityRefusal } from './rules.ts';
import type { InterruptionDocument } from './state.ts';

/** An interruption as one caller sees it. */
export function showInterruption(caller: Caller, interruption: InterruptionDocument): Record<string, unknown> {
  const { Instructions, Notes, Result, ProjectId: _p, EnvironmentId: _e, TenantId: _t, ...shown } = interruption;
  const self = selfLink(interruption.SpaceId, '/interruptions', interruption.Id);
  return {
    ...shown,
    Type: 'ManualIntervention',
    IsLinkedToOtherInterruption: false,
    CanTakeResponsibility: interruption.IsPending && responsibilityRefusal(caller, interruption) === undefined,
    HasResponsibility: interruption.ResponsibleUserId === caller.user.Id,
    Form: {
      Values: { Instructions: null, Notes, Result },
      Elements: [
        element('Instructions', { Type: 'Paragraph', Text: Instructions, ResolveLinks: false }),
        element('Notes', { Type: 'TextArea', Label: 'Notes' }),
        element('Result', {
          Type: 'SubmitButtonGroup',
          Buttons: [
            { Text: 'Proceed', Value: 'Proceed', RequiresConfirmation: false },
            { Text: 'Abort', Value: 'Abort', RequiresConfirmation: true },
          ],
        }),
      ],
    },
    Links: { Self: self, Submit: `${self}/submit`, Responsible: `${self}/responsible` },
  };
}

function element(name: string, control: Record<string, unknown>): Record<string, unknown> {
  return { Name: name, Control: control, IsValueRequired: false };
}
