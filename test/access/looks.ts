import { type Action, projectOf } from './action.ts';
import { lookingUp } from './asking.ts';

/** Looks at what a space holds. */
export function looks(space: string): readonly Action[] {
  const look = (what: string, path: (at: { id: string; project: string }) => string): Action => ({
    what: `see ${what}`,
    sort: 'look',
    space,
    async attempt(ask, admin) {
      const { id, project } = await projectOf(lookingUp(admin), space);
      return ask('GET', path({ id, project: project.Id }));
    },
  });
  return [
    look('a project', ({ id, project }) => `/${id}/projects/${project}`),
    look('its process', ({ id, project }) => `/${id}/deploymentprocesses/deploymentprocess-${project}`),
    look('its releases', ({ id, project }) => `/${id}/projects/${project}/releases`),
    look('environments', ({ id }) => `/${id}/environments`),
  ];
}
