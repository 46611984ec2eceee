import { expect, it } from 'vitest';
import { createTemplateCache, evaluate, prepareVariables } from './index.ts';

it('remembers a bounded number of templates, those used last', () => {
  const cache = createTemplateCache({ limit: 2 });

  const first = cache.parse('#{a}');
  cache.parse('#{b}');
  expect(cache.parse('#{a}')).toBe(first);
  cache.parse('#{c}');

  expect(cache.parse('#{a}')).toBe(first);
});

it('does not change what templates come to', () => {
  const cache = createTemplateCache();
  const variables = prepareVariables(new Map([['Name', 'x']]));

  const texts = [1, 2].map(() => evaluate({ template: 'a #{Name}', variables, cache }).text);

  expect(texts).toEqual(['a x', 'a x']);
});

it('variables may come from a lookup', () => {
  const asked: string[] = [];
  const variables = (name: string) => {
    asked.push(name);
    return name === 'A.B[c]' ? 'found' : undefined;
  };

  expect(evaluate({ template: '#{A.B[c]}', variables }).text).toBe('found');
  expect(asked).toEqual(['A.B[c]']);
});

it('a template that is kept gives every set of variables its own values', () => {
  const cache = createTemplateCache();
  const template = '#{each host in Hosts}#{host}=#{host.Port};#{/each}#{Name}';
  const sets = ['a', 'b'].map((name) =>
    prepareVariables({ Name: name, [`Hosts[${name}1].Port`]: `${name}80`, [`Hosts[${name}2].Port`]: '#{Name}' }),
  );

  const texts = [0, 1, 0, 1, 1, 0].map((at) => evaluate({ template, variables: sets[at] ?? {}, cache }).text);

  const [a, b] = ['a1=a80;a2=a;a', 'b1=b80;b2=b;b'];
  expect(texts).toEqual([a, b, a, b, b, a]);
});
