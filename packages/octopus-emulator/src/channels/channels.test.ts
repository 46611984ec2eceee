import { describe, expect, it } from 'vitest';
import { newServer } from '../testing/people.ts';
import { matchesGlob } from './globs.ts';

describe('a pattern of git references', () => {
  it.each([
    ['refs/heads/main', 'refs/heads/main', true],
    ['refs/heads/main', 'main', true],
    ['refs/heads/release/1.0', 'refs/heads/*', false],
    ['refs/heads/release/1.0', 'release/**', true],
    ['refs/tags/v1.0', 'v?.0', true],
    ['refs/tags/v1x0', 'v1.0', false],
  ])('%s fits %s: %s', (reference, pattern, expected) => {
    expect(matchesGlob(reference, pattern)).toBe(expected);
  });
});

describe('a rule', () => {
  it.each([
    ['version=1.5&versionRange=[1.0,2.0)', true, true, []],
    ['version=1.5-beta&versionRange=[2.0,)&preReleaseTag=^$', false, false, []],
    ['version=0.9&versionRange=1.0', false, true, []],
    ['version=0.9&versionRange=1.0&feedType=Maven', true, true, []],
    ['version=1&versionRange=later', false, true, ["'later' is not a version range."]],
    ['version=1&preReleaseTag=(', true, false, ["'(' is not a regular expression."]],
  ])('is tested: %s', async (query, range, tag, errors) => {
    const { admin } = await newServer();
    const path = `/api/channels/rule-test?${query.replaceAll('^', '%5E')}`;

    expect((await admin.get(path)).body).toEqual({
      SatisfiesVersionRange: range,
      SatisfiesPreReleaseTag: tag,
      Errors: errors,
    });
  });

  it('that cannot be read is refused', async () => {
    const { admin } = await newServer();
    const project = (
      await admin.post('/api/projects', { Name: 'web', ProjectGroupId: 'ProjectGroups-1', LifecycleId: 'Lifecycles-1' })
    ).body;

    const refused = await admin.post('/api/channels', {
      Name: 'Beta',
      ProjectId: project.Id,
      Rules: [{ VersionRange: '[', Tag: '(' }],
    });

    expect(refused.body.Errors).toEqual(["'[' is not a version range.", "'(' is not a regular expression."]);
  });
});
