import handlebars from 'handlebars';
import { cases, context } from './cases.ts';
import { renderAll } from './work.ts';

renderAll(
  {
    once: (template) => handlebars.compile(template, { noEscape: true })(context),
    prepare(template) {
      const compiled = handlebars.compile(template, { noEscape: true });
      return () => compiled(context);
    },
  },
  cases.map(({ name, handlebars }) => [name, handlebars]),
);
