import { createTemplateCache, evaluate, prepareVariables } from '@octotrain/octostache';
import { cases, variables } from './cases.ts';
import { renderAll } from './work.ts';

renderAll(
  {
    once: (template) => evaluate({ template, variables }).text,
    prepare(template) {
      const prepared = { template, variables: prepareVariables(variables), cache: createTemplateCache() };
      return () => evaluate(prepared).text;
    },
  },
  cases.map(({ name, octostache }) => [name, octostache]),
);
