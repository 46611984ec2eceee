import { z } from 'zod';
import { choice, flag, ids, nameField, text } from '../http/fields.ts';

const filterSchema = z.object({
  Users: ids(),
  Projects: ids(),
  ProjectGroups: ids(),
  Environments: ids(),
  EventGroups: ids(),
  EventCategories: ids(),
  EventAgents: ids(),
  Tenants: ids(),
  Tags: ids(),
  DocumentTypes: ids(),
});

/** A .NET duration. */
function period(fallback: string) {
  return z
    .string()
    .nullish()
    .transform((value) => value || fallback);
}

const notificationSchema = z.object({
  Filter: filterSchema.nullish().transform((value) => value ?? filterSchema.parse({})),
  EmailTeams: ids(),
  EmailFrequencyPeriod: period('01:00:00'),
  EmailPriority: choice(['Normal', 'Low', 'High'], 'Normal'),
  EmailShowDatesInTimeZoneId: period('UTC'),
  WebhookURI: text(),
  WebhookTeams: ids(),
  WebhookTimeout: period('00:00:10'),
  WebhookHeaderKey: text(),
  WebhookHeaderValue: text(),
  SlackChannelIds: ids(),
  SlackChannelNames: ids(),
  SlackDigestFormat: text(),
  SlackFrequencyPeriod: period('01:00:00'),
});

export const subscriptionSchema = z.object({
  Name: nameField(),
  Type: choice(['Event'], 'Event'),
  IsDisabled: flag(false),
  EventNotificationSubscription: notificationSchema
    .nullish()
    .transform((value) => value ?? notificationSchema.parse({})),
});

/** Who wants to hear of which events. The emulator keeps it, and sends nothing. */
export interface SubscriptionDocument extends Readonly<z.output<typeof subscriptionSchema>> {
  readonly Id: string;
  readonly SpaceId: string;
}
