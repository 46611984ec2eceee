import { z } from 'zod';
import { ids, listOf, mapOf, nameField, requiredText, text } from '../http/fields.ts';

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const day = z.enum(days, `a day is one of ${days.join(', ')}`);

const recurringScheduleSchema = z.object({
  Type: z.enum(['Daily', 'Weekly', 'Monthly', 'Annually'], 'a schedule is Daily, Weekly, Monthly or Annually'),
  Unit: z
    .number()
    .int()
    .min(1, 'a schedule counts from 1')
    .nullish()
    .transform((unit) => unit ?? 1),
  UserUtcOffsetInMinutes: z
    .number()
    .int()
    .nullish()
    .transform((minutes) => minutes ?? 0),
  EndType: z.enum(['Never', 'OnDate', 'AfterOccurrences'], 'a schedule ends Never, OnDate or AfterOccurrences'),
  EndOnDate: text(),
  EndAfterOccurrences: z
    .number()
    .int()
    .nullish()
    .transform((count) => count ?? null),
  DaysOfWeek: listOf(day),
  MonthlyScheduleType: z
    .enum(['DateOfMonth', 'DayOfMonth', ''])
    .nullish()
    .transform((type) => (type === 'DayOfMonth' ? type : 'DateOfMonth')),
  DateOfMonth: text(),
  DayNumberOfMonth: text(),
  DayOfWeek: z
    .union([day, z.literal('')])
    .nullish()
    .transform((value) => (value ? value : null)),
});

export const deploymentFreezeSchema = z.object({
  Name: nameField(),
  Description: text(),
  Start: requiredText('a time to start'),
  End: requiredText('a time to end'),
  ProjectEnvironmentScope: mapOf(ids()),
  TenantProjectEnvironmentScope: listOf(
    z.object({
      TenantId: requiredText('a tenant'),
      ProjectId: requiredText('a project'),
      EnvironmentId: requiredText('an environment'),
    }),
  ),
  RecurringSchedule: recurringScheduleSchema.nullish().transform((schedule) => schedule ?? null),
  OwnerId: text().transform((id) => (id === '' ? null : id)),
});

/** How a window comes again. */
export type RecurringSchedule = Readonly<z.output<typeof recurringScheduleSchema>>;

/** When and where nothing may be deployed. It belongs to no space. */
export interface DeploymentFreezeDocument extends Readonly<z.output<typeof deploymentFreezeSchema>> {
  readonly Id: string;
}

/** That somebody deploys in spite of freezes, and why. */
export interface FreezeOverride {
  readonly FreezeIds: readonly string[];
  readonly Reason: string;
}

/** In the order that JavaScript counts them in. */
export const dayNames: readonly string[] = days;
