import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { fakeServer, rejection } from '../testing/fake-server.ts';
import { secretsOfBody } from './body-secrets.ts';

describe('the secrets in the body of a request', () => {
  it.each<[string, unknown, string[]]>([
    ['a password', { Username: 'ada', Password: 'hunter-2' }, ['hunter-2']],
    ['a sensitive property', { Token: { HasValue: true, NewValue: 'tok-en' } }, ['tok-en']],
    [
      'the sensitive ones among variables',
      {
        Variables: [
          { Name: 'Db', Type: 'Sensitive', Value: 'deep-1' },
          { Name: 'Url', Type: 'String', Value: 'http://x' },
        ],
      },
      ['deep-1'],
    ],
    ['none', { Name: 'Password policy', Description: 'secret' }, []],
    ['nothing in a body that is not an object', 'password', []],
  ])('are %s', (_, body, expected) => {
    expect(secretsOfBody(JSON.stringify(body))).toEqual(expected);
  });

  it.each([null, '', 'Password=hunter-2'])('are not found in what is not JSON: %j', (body) => {
    expect(secretsOfBody(body)).toEqual([]);
  });

  it('are in no error, also when the server repeats them', async () => {
    const { client } = fakeServer(({ body }) =>
      Response.json(
        { ErrorMessage: `Refused: ${JSON.stringify(body)}`, Errors: ['hunter "2" is weak'] },
        { status: 400 },
      ),
    );
    const params = { path: { spaceId: 'Spaces-1' } };
    const body = { SpaceId: 'Spaces-1', Name: 'Acme', Password: 'hunter "2"' };

    const error = await rejection(client.api.POST('/api/{spaceId}/tenants', { params, body }));

    expect(error).toMatchObject({ errors: ['[secret] is weak'] });
    expect(inspect(error, { depth: 9 })).not.toContain('hunter');
  });
});
