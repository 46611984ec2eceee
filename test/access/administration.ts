import type { Action } from './action.ts';
import { lookingUp } from './asking.ts';

/** What reaches beyond spaces. */
export function administration(): readonly Action[] {
  const administer = (what: string, attempt: Action['attempt']): Action => ({ what, sort: 'administer', attempt });
  return [
    administer('invite a user', (ask) =>
      ask('POST', '/users', { Username: 'new.one', DisplayName: 'New One', EmailAddress: '', IsService: true }),
    ),
    administer('join a team', async (ask, admin) => {
      const team = await lookingUp(admin).named('/teams?take=100', 'Risk Team');
      return ask('PUT', `/teams/${team.Id}`, team);
    }),
    administer('change a role', async (ask, admin) => {
      const role = await lookingUp(admin).named('/userroles/all', 'Train Runner');
      return ask('PUT', `/userroles/${role.Id}`, role);
    }),
    administer('create a space', async (ask, admin) => {
      const me = await lookingUp(admin).get('/users/me');
      return ask('POST', '/spaces', { Name: 'Mine', SpaceManagersTeamMembers: [me.Id], SpaceManagersTeams: [] });
    }),
  ];
}
