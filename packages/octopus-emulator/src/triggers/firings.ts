import type { EventDocument } from '../events/state.ts';
import { sameName } from '../http/names.ts';
import type { World } from '../world.ts';
import { type ActPorts, act } from './act.ts';
import { isSchedule } from './filters.ts';
import { awaitedPackages, machineThatFires, pushedPackage } from './heard.ts';
import { nextTime } from './schedule/next-time.ts';
import type { ProjectTriggerDocument, TriggerFiringDocument } from './state.ts';

/** How long after an event a trigger acts on it. [guess] */
const REACTION_MS = 5_000;

/** Sets triggers off: by the clock, by events, by calls. What is due is in the store, so a restart loses nothing. */
export interface ProjectTriggers {
  /** A trigger was made or changed: its schedule begins anew. */
  changed(trigger: ProjectTriggerDocument): void;
  removed(triggerId: string): void;
  /** Sets a trigger off now, as a user or as the server itself. */
  call(trigger: ProjectTriggerDocument, userId: string | null): void;
  /** Takes up what a server before this one left; what fell due meanwhile is done once. [guess] */
  recover(): void;
}

export function createProjectTriggers(world: World, ports: ActPorts): ProjectTriggers {
  const { store, clock } = world;

  function scheduleId(triggerId: string): string {
    return `${triggerId}/schedule`;
  }

  function plan(trigger: ProjectTriggerDocument): void {
    const Id = scheduleId(trigger.Id);
    store.remove('TriggerFirings', Id);
    if (trigger.IsDisabled || !isSchedule(trigger.Filter)) return;
    const dueAt = nextTime(trigger.Filter, clock.now());
    if (dueAt === undefined) return;
    arm({ Id, TriggerId: trigger.Id, DueAt: dueAt, MachineId: null, UserId: null });
  }

  function arm(firing: TriggerFiringDocument): void {
    store.put('TriggerFirings', firing);
    wait(firing);
  }

  function wait(firing: TriggerFiringDocument): void {
    clock.after(Math.max(0, firing.DueAt - clock.now()), () => due(firing));
  }

  /** Clocks that do work faster than time passes, and waits longer than a timer's, come here too early. */
  function due(waited: TriggerFiringDocument): void {
    const firing = store.get('TriggerFirings', waited.Id);
    if (firing === undefined || firing.DueAt !== waited.DueAt) return;
    if (clock.now() < firing.DueAt) {
      wait(firing);
      return;
    }
    store.remove('TriggerFirings', firing.Id);
    const trigger = store.get('ProjectTriggers', firing.TriggerId);
    if (trigger === undefined || trigger.IsDisabled) return;
    if (firing.Id === scheduleId(trigger.Id)) plan(trigger);
    // A disabled project rests. [guess]
    if (store.get('Projects', trigger.ProjectId)?.IsDisabled !== false) return;
    act(world, ports, { trigger, firing });
  }

  function setOff(
    trigger: ProjectTriggerDocument,
    by: { machineId?: string; userId?: string | null; delayMs: number },
  ): void {
    arm({
      Id: store.nextId('TriggerFirings'),
      TriggerId: trigger.Id,
      DueAt: clock.now() + by.delayMs,
      MachineId: by.machineId ?? null,
      UserId: by.userId ?? null,
    });
  }

  function hear(event: EventDocument): void {
    const waiting = store
      .all('ProjectTriggers')
      .filter(({ SpaceId, IsDisabled }) => SpaceId === event.SpaceId && !IsDisabled);
    if (waiting.length === 0) return;
    const packageId = pushedPackage(store, event);
    for (const trigger of waiting) {
      const machineId = machineThatFires(store, trigger.Filter, event);
      if (machineId !== undefined) setOff(trigger, { machineId, delayMs: REACTION_MS });
      if (packageId !== undefined) seePackage(trigger, packageId);
    }
  }

  /** A trigger of a feed fires when each of its packages has a new version. [client] */
  function seePackage(trigger: ProjectTriggerDocument, packageId: string): void {
    const awaited = awaitedPackages(store, trigger);
    if (!awaited.some((id) => sameName(id, packageId))) return;
    const seen = [...(store.get('SeenPackages', trigger.Id)?.PackageIds ?? []), packageId];
    if (awaited.every((id) => seen.some((other) => sameName(other, id)))) {
      store.remove('SeenPackages', trigger.Id);
      setOff(trigger, { delayMs: REACTION_MS });
    } else store.put('SeenPackages', { Id: trigger.Id, PackageIds: [...new Set(seen)] });
  }

  world.eventListeners.push(hear);
  return {
    changed: plan,
    removed(triggerId) {
      store.remove('SeenPackages', triggerId);
      for (const { Id, TriggerId } of store.all('TriggerFirings'))
        if (TriggerId === triggerId) store.remove('TriggerFirings', Id);
    },
    call: (trigger, userId) => setOff(trigger, { userId, delayMs: 0 }),
    recover() {
      for (const firing of store.all('TriggerFirings')) wait(firing);
    },
  };
}
