import { type Api, ok, param } from '../http/api.ts';
import { pageReply } from '../http/listing.ts';
import { sameName } from '../http/names.ts';
import { notFound } from '../http/problem.ts';
import { featureToggles } from './feature-toggles.ts';
import { configurationSections, shownSection } from './sections.ts';

/** What the server tells of its settings. Toggles need no permission, sections ConfigureServer. [guess] */
export function registerConfigurationRoutes(api: Api): void {
  api.system('GET', '/configuration/feature-toggles', ({ query }) => {
    const name = query.text('Name');
    const found = featureToggles.filter(({ Name }) => name === undefined || sameName(Name, name));
    return ok({ FeatureToggles: found });
  });
  api.system('GET', '/configuration', (context) => {
    context.caller.requirePermission('ConfigureServer', {});
    return pageReply(context, { itemType: 'ConfigurationSection', found: configurationSections, show: shownSection });
  });
  api.system('GET', '/configuration/:id', (context) => {
    context.caller.requirePermission('ConfigureServer', {});
    const id = param(context, 'id');
    const section = configurationSections.find(({ Id }) => sameName(Id, id));
    if (section === undefined) throw notFound('configuration section', id);
    return ok(shownSection(section));
  });
}
