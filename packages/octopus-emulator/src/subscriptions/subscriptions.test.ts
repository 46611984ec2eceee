import { expect, it } from 'vitest';
import { newServer } from '../testing/people.ts';

it('a subscription tells somebody at an address, and names what exists', async () => {
  const { admin } = await newServer();
  const wrong = {
    WebhookURI: 'ftp://hooks',
    WebhookTimeout: 'soon',
    EmailTeams: ['Teams-99'],
    Filter: { Projects: ['Projects-99'] },
  };

  const refused = await admin.post('/api/subscriptions', { Name: 'a', EventNotificationSubscription: wrong });
  const nobody = await admin.post('/api/subscriptions', { Name: 'b' });
  const made = await admin.post('/api/subscriptions', {
    Name: 'Deployments',
    EventNotificationSubscription: { WebhookURI: 'https://hooks.example', Filter: { EventCategories: ['Created'] } },
  });

  expect(refused.body.Errors).toEqual([
    "WebhookURI is no HTTP address: 'ftp://hooks'.",
    "WebhookTimeout is a duration like 01:00:00, not 'soon'.",
    "The team 'Teams-99' does not exist in this space.",
    "The project 'Projects-99' does not exist in this space.",
  ]);
  expect(nobody.body.Errors).toEqual(['Say who is told: EmailTeams, SlackChannelIds or WebhookURI.']);
  expect(made.body).toMatchObject({
    Type: 'Event',
    EventNotificationSubscription: { EmailTeams: [], Filter: { EventCategories: ['Created'], Users: [] } },
  });
});
