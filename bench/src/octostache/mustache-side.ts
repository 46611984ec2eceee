import mustache from 'mustache';
import { cases, context } from './cases.ts';
import { renderAll } from './work.ts';

renderAll(
  {
    once(template) {
      // It remembers every template it has parsed.
      mustache.clearCache();
      return mustache.render(template, context);
    },
    prepare(template) {
      mustache.parse(template);
      return () => mustache.render(template, context);
    },
  },
  cases.map(({ name, mustache }) => [name, mustache]),
);
