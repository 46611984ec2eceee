import { describe, expect, it } from 'vitest';
import { createRedactor, holdsMarker, marker } from './redact.ts';

const key = 'API-ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const jwt = `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0abc.c2lnbmF0dXJl`;

describe('a session', () => {
  it.each([
    [{ ApiKey: 'x' }, { ApiKey: marker }],
    [
      { Details: { Password: { HasValue: true, NewValue: 'pw' } } },
      { Details: { Password: { HasValue: true, NewValue: marker } } },
    ],
    [
      { Type: 'Sensitive', Value: 'pw' },
      { Type: 'Sensitive', Value: marker },
    ],
    [
      { IsSensitive: true, Value: 'pw' },
      { IsSensitive: true, Value: marker },
    ],
    [
      { Properties: { 'Octopus.Action.Email.SmtpPassword': 'pw' } },
      { Properties: { 'Octopus.Action.Email.SmtpPassword': marker } },
    ],
    [
      { access_token: 'x', client_secret: 'x' },
      { access_token: marker, client_secret: marker },
    ],
    [{ Message: `made ${key} for you` }, { Message: `made ${marker} for you` }],
    [{ Text: `Bearer ${jwt}` }, { Text: `Bearer ${marker}` }],
    [{ Uri: 'https://git:pw@host/r.git' }, { Uri: `https://git:${marker}@host/r.git` }],
  ])('holds of %j no secret', (body, kept) => {
    expect(createRedactor().json(body)).toEqual(kept);
  });

  it.each([
    { Type: 'String', Value: 'plain' },
    { ConcurrencyToken: 'abc', Version: 3, TokenType: 'x' },
    { Password: null, ApiKey: '', Secret: { HasValue: true, NewValue: null } },
    { Name: 'Key Vault', Keys: ['a'], IsSensitive: false },
  ])('keeps %j as it is', (body) => {
    expect(createRedactor().json(body)).toEqual(body);
  });

  it('holds what was once a secret nowhere', () => {
    const redactor = createRedactor();
    redactor.know('hunter2-hunter2');
    redactor.json({ Password: 'correct horse' });

    expect(redactor.json({ Log: 'hunter2-hunter2 and correct horse' })).toEqual({ Log: `${marker} and ${marker}` });
    expect(redactor.target('/api/users?apikey=API-XYZ&name=correct%20horse')).toBe(
      `/api/users?${new URLSearchParams({ apikey: marker, name: marker })}`,
    );
  });

  it('says of a body whether something was taken out', () => {
    expect(holdsMarker({ a: [{ b: `x ${marker}` }] })).toBe(true);
    expect(holdsMarker({ a: [{ b: 'x' }] })).toBe(false);
  });
});
