import { expect, it } from 'vitest';
import { locateIn } from './locate.ts';

const text = `shared:
  environments:
    - name: Development
    - { name: Production, description: Last }
teams:
  Risk Team: &team
    members: [Ann Lee]
    roles:
      - { role: Approver, in: all }
  Same Team: *team
`;

it.each<[readonly string[], number, string | undefined]>([
  [['shared', 'environments', 'Production'], 3, '4:7'],
  [['shared', 'environments', 'production', 'description'], 3, '4:27'],
  [['shared', 'environments', 'Production', 'short'], 3, '4:7'],
  [['shared', 'environments', 'Staging'], 3, undefined],
  [['teams', 'Risk Team', 'roles', 'Approver'], 4, '9:9'],
  [['teams', 'Risk Team', 'members', 'Ann Lee'], 2, '7:15'],
  [['teams', 'Same Team', 'members'], 2, '7:5'],
  [['nowhere'], 0, undefined],
])('finds %s', (way, least, expected) => {
  const place = locateIn({ text, file: 'lab.yaml' })(way, least);

  expect(place && `${place.line}:${place.column}`).toBe(expected);
});
