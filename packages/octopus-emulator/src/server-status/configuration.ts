import { type Api, ok, param } from '../http/api.ts';
import { filtered, pageReply } from '../http/listing.ts';
import { sameName } from '../http/names.ts';
import { HttpProblem, notFound } from '../http/problem.ts';

interface Section {
  readonly Id: string;
  readonly Name: string;
  readonly Description: string;
}

/** Sections of a server's configuration that clients look for. [client] */
const sections: readonly Section[] = [
  { Id: 'authentication', Name: 'Authentication', Description: 'How users are known to the server.' },
];

function shownSection(section: Section): object {
  const self = `/api/configuration/${section.Id}`;
  return { ...section, Links: { Self: self, Values: `${self}/values`, Metadata: `${self}/metadata` } };
}

/** Which sections there are; what is in them is not emulated. */
export function registerConfigurationRoutes(api: Api): void {
  api.system('GET', '/configuration', (context) => {
    context.caller.requirePermission('ConfigureServer', {});
    const found = filtered(sections, context.query);
    return pageReply(context, { itemType: 'ConfigurationSection', found, show: shownSection });
  });
  api.system('GET', '/configuration/:id', (context) => {
    context.caller.requirePermission('ConfigureServer', {});
    const section = sections.find(({ Id }) => sameName(Id, param(context, 'id')));
    if (section === undefined) throw notFound('configuration section', param(context, 'id'));
    return ok(shownSection(section));
  });
  for (const part of ['values', 'metadata']) {
    api.system('GET', `/configuration/:id/${part}`, ({ path }) => {
      throw new HttpProblem(501, `The emulator does not do this operation: GET ${path}.`);
    });
  }
}
