import { describe, expect, it } from 'vitest';
import { newServer } from '../testing/people.ts';

describe('a space', () => {
  it('has a feed for pushed packages and one of releases, which nobody deletes or makes again', async () => {
    const { admin } = await newServer();
    await admin.post('/api/spaces', { Name: 'Payments', SpaceManagersTeams: ['teams-administrators'] });

    const feeds = await admin.get('/api/Spaces-1/feeds');
    const others = await admin.get('/api/Spaces-2/feeds');
    const removal = await admin.remove('/api/Spaces-1/feeds/feeds-builtin');
    const second = await admin.post('/api/feeds', { Name: 'Mine', FeedType: 'BuiltIn' });

    expect(feeds.body.Items.map(({ Id }) => Id)).toEqual(['feeds-builtin', 'feeds-builtin-releases']);
    expect(others.body.Items.map(({ Id }) => Id)).toEqual(['Feeds-1', 'Feeds-2']);
    expect([removal.status, removal.body.Errors]).toEqual([
      400,
      ["The feed 'Octopus Server (built-in)' cannot be deleted: the space 'Default' uses it."],
    ]);
    expect(second.body.Errors).toEqual(['Every space has its one feed of type BuiltIn.']);
  });
});

describe('a feed', () => {
  it('has the fields of its type only, and never tells its password', async () => {
    const { admin } = await newServer();
    const { body } = await admin.post<Record<string, unknown>>('/api/feeds', {
      Name: 'Docker Hub',
      FeedType: 'docker',
      FeedUri: 'https://index.docker.io',
      Password: { HasValue: true, NewValue: 'not a secret' },
      Region: 'eu-west-1',
    });

    expect(body).toMatchObject({
      FeedType: 'Docker',
      PackageAcquisitionLocationOptions: ['ExecutionTarget', 'NotAcquired'],
    });
    expect(body.Password).toEqual({ HasValue: true, NewValue: null, Hint: null });
    expect(body).not.toHaveProperty('Region');
  });

  it('tells all that is wrong with it at once', async () => {
    const { admin } = await newServer();

    const unknown = await admin.post('/api/feeds', { Name: 'A', FeedType: 'Floppy' });
    const bare = await admin.post('/api/feeds', { Name: 'B', FeedType: 'ArtifactoryGeneric' });

    expect(unknown.body.Errors[0]).toMatch(/^FeedType: 'Floppy' is none of BuiltIn, /);
    expect(bare.body.Errors).toEqual([
      'A feed of type ArtifactoryGeneric needs a FeedUri.',
      'A feed of type ArtifactoryGeneric needs a Repository.',
    ]);
  });

  it('outside the server is empty until versions of it were chosen', async () => {
    const { admin } = await newServer();
    const feed = (await admin.post('/api/feeds', { Name: 'Hub', FeedType: 'Helm', FeedUri: 'https://charts' })).body;

    const found = await admin.get(`/api/feeds/${feed.Id}/packages/search?term=a`);
    const versions = await admin.get(`/api/feeds/${feed.Id}/packages/versions?packageId=a`);

    expect([found.body.TotalResults, versions.body.TotalResults]).toEqual([0, 0]);
  });
});
