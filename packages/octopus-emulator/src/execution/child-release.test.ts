import { describe, expect, it } from 'vitest';
import { childCondition, childOutputs, childRefusal, childVariables } from './child-release.ts';

describe('a child release', () => {
  it.each([
    ['Always', '1.0.0', '1.0.0', true],
    ['IfNotCurrentVersion', '1.0.0', '1.0.0', false],
    ['IfNotCurrentVersion', '1.0.0', '2.0.0', true],
    ['IfNotCurrentVersion', '1.0.0', undefined, true],
    ['IfNewer', '1.0.10', '1.0.9', true],
    ['IfNewer', '1.0.0', '1.0.0', false],
    ['IfNewer', '1.0.0-beta', '1.0.0', false],
    ['IfNewer', '1.0.0', undefined, true],
    ['#{Bound}', '1.0.0', '1.0.0', true],
  ])('%s: %s over %s: %s', (condition, chosen, current, deployed) => {
    expect(childRefusal(childCondition(condition), chosen, current) === null).toBe(deployed);
  });

  it.each([
    [undefined, {}],
    ['{"Colour":"red","Count":3}', { Colour: 'red', Count: '3' }],
    ['[{"Name":"Colour","Value":"red"},{"Key":"Size","Value":"L"},{"Value":"x"}]', { Colour: 'red', Size: 'L' }],
    ['Colour=red\nUrl=http://a?b=c\nnothing', { Colour: 'red', Url: 'http://a?b=c' }],
  ])('is handed variables written as %s', (text, expected) => {
    expect(childVariables(text)).toEqual(expected);
  });

  it('puts out what it did under its own steps', () => {
    const outputs = {
      'Octopus.Action[Build].Output.Url': 'u',
      'Octopus.Action[Build].Output[agent].Url': 'v',
      'Octopus.Step[Build].Status.Code': 'Succeeded',
    };

    expect(childOutputs(outputs)).toEqual({ 'Deployment[Build].Url': 'u', 'Deployment[Build][agent].Url': 'v' });
  });
});
