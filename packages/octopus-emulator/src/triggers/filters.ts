import { z } from 'zod';
import { flag, ids, listOf, requiredText, text } from '../http/fields.ts';
import { sensitiveSchema } from '../http/sensitive.ts';

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const day = z.enum(days, `a day is one of ${days.join(', ')}`);

const id = { Id: text() };
const zone = {
  Timezone: z
    .string()
    .nullish()
    .transform((name) => name || 'UTC'),
};
const interval = {
  Interval: text(),
  HourInterval: z
    .number()
    .int()
    .nullish()
    .transform((count) => count ?? null),
  MinuteInterval: z
    .number()
    .int()
    .nullish()
    .transform((count) => count ?? null),
  RunAfter: text(),
  RunUntil: text(),
};
const older = { ...id, StartTime: text(), ...interval, RunType: text(), DaysOfWeek: listOf(day), ...zone };

const machine = z.object({
  ...id,
  FilterType: z.literal('MachineFilter'),
  EnvironmentIds: ids(),
  Roles: ids(),
  EventGroups: ids(),
  EventCategories: ids(),
});

const schedules = [
  z.object({
    ...id,
    FilterType: z.literal('OnceDailySchedule'),
    StartTime: requiredText('a time to start'),
    DaysOfWeek: listOf(day),
    ...zone,
  }),
  z.object({ ...id, FilterType: z.literal('ContinuousDailySchedule'), ...interval, DaysOfWeek: listOf(day), ...zone }),
  z.object({
    ...id,
    FilterType: z.literal('DaysPerMonthSchedule'),
    StartTime: requiredText('a time to start'),
    MonthlyScheduleType: z.enum(['DateOfMonth', 'DayOfMonth'], 'a month is counted by DateOfMonth or DayOfMonth'),
    DateOfMonth: text(),
    DayNumberOfMonth: text(),
    DayOfWeek: z
      .union([day, z.literal('')])
      .nullish()
      .transform((value) => (value ? value : null)),
    ...zone,
  }),
  z.object({
    ...id,
    FilterType: z.literal('CronExpressionSchedule'),
    CronExpression: requiredText('a cron expression'),
    ...zone,
  }),
  z.object({ FilterType: z.literal('DailySchedule'), ...older }),
  z.object({ FilterType: z.literal('DaysPerWeekSchedule'), ...older }),
] as const;

const feed = z.object({
  ...id,
  FilterType: z.literal('FeedFilter'),
  Packages: listOf(
    z.object({
      DeploymentActionSlug: requiredText('an action'),
      PackageReference: text().transform((name) => name ?? ''),
    }),
  ),
});

const git = z.object({
  ...id,
  FilterType: z.literal('GitFilter'),
  Sources: listOf(
    z.object({
      DeploymentActionSlug: requiredText('an action'),
      GitDependencyName: text().transform((name) => name ?? ''),
      IncludeFilePaths: ids(),
      ExcludeFilePaths: ids(),
    }),
  ),
});

const webhook = z.object({
  ...id,
  FilterType: z.literal('WebhookFilter'),
  WebhookId: text(),
  Secret: sensitiveSchema.nullish().transform((secret) => secret ?? null),
  RequireApiKey: flag(false),
});

/** When a trigger fires, told apart by FilterType. */
export const filterSchema = z.discriminatedUnion(
  'FilterType',
  [machine, ...schedules, feed, git, webhook],
  'a trigger needs a Filter with a FilterType that there is',
);

export type TriggerFilter = Readonly<z.output<typeof filterSchema>>;
export type ScheduleFilter = Readonly<z.output<(typeof schedules)[number]>>;

export function isSchedule(filter: TriggerFilter): filter is ScheduleFilter {
  return filter.FilterType.endsWith('Schedule');
}
