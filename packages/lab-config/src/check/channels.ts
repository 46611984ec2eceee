import type { ProjectEntry } from '../file/spaces.ts';
import { lifecyclesOf, tagsIn } from './known.ts';
import { expectDistinct, expectKnown, namedIn, type Path, type Report } from './names.ts';
import type { ProjectCheck } from './project-check.ts';
import { rangeProblem } from './version-range.ts';

type RuleEntry = NonNullable<NonNullable<ProjectEntry['channels']>[string]['rules']>[number];

/** Checks the channels of a project: their lifecycles, rules and tags, and that one at most is the default. */
export function checkChannels({ report, path, project, file, space }: ProjectCheck): void {
  const entries = Object.entries(project.channels ?? {});
  expectDistinct({ report, kind: 'channel', entries: namedIn(path, project.channels) });
  for (const [name, channel] of entries) {
    const at = [...path, name];
    const known = lifecyclesOf(file, space);
    expectKnown({ report, path: [...at, 'lifecycle'], names: channel.lifecycle, kind: 'lifecycle', known });
    const tags = { names: channel.tenantTags, kind: 'tag', known: tagsIn(file, space) };
    expectKnown({ report, path: [...at, 'tenantTags'], ...tags });
    channel.rules?.forEach((rule, index) => {
      checkRule({ report, path: [...at, 'rules', index], rule, project });
    });
  }
  const defaults = entries.filter(([, channel]) => channel.default);
  for (const [name] of defaults.slice(1)) {
    report([...path, name, 'default'], {
      code: 'two-defaults',
      message: `\`${defaults[0]?.[0]}\` is the default channel already`,
      hint: 'a project has one default channel',
    });
  }
}

function checkRule(options: { report: Report; path: Path; rule: RuleEntry; project: ProjectEntry }): void {
  const { report, path, rule, project } = options;
  const { versions = '', preRelease = '', packages } = rule;
  if (versions === '' && preRelease === '') {
    const hint = 'write `versions`, a range such as [1.0,2.0), or `preRelease`, a regular expression';
    report(path, { code: 'empty-rule', message: 'this rule takes every version', hint });
  }
  const wrong = rangeProblem(versions);
  if (wrong !== undefined) {
    const message = `\`${versions}\` is no range of versions: ${wrong}`;
    report([...path, 'versions'], { code: 'invalid-range', message, hint: 'for example [1.0,2.0)' });
  }
  if (!isPattern(preRelease)) {
    const message = `\`${preRelease}\` is no regular expression`;
    report([...path, 'preRelease'], { code: 'invalid-pattern', message, hint: 'for example ^hotfix, or ^$ for none' });
  }
  packages?.forEach((written, index) => {
    checkRuledPackage({ report, path: [...path, 'packages', index], written, project });
  });
}

/** A step with packages, or one of its packages. */
function checkRuledPackage(options: { report: Report; path: Path; written: string; project: ProjectEntry }): void {
  const { report, path, written, project } = options;
  const steps = (project.process ?? []).map((step) => {
    return { name: step.name, packages: step.kind === 'manual' ? [] : Object.keys(step.packages ?? {}) };
  });
  const step = steps.find(({ name }) => name === written);
  const hint = 'leave `packages` out: the rule then looks at the version of the release';
  if (step === undefined) {
    const known = steps.flatMap(({ name, packages }) => [name, ...packages.map((one) => `${name}/${one}`)]);
    expectKnown({ report, path, names: written, kind: 'step or package', known });
  } else if (step.packages.length === 0) {
    report(path, { code: 'step-without-package', message: `the step \`${written}\` uses no package`, hint });
  } else if (step.packages.length > 1) {
    const message = `the step \`${written}\` uses ${step.packages.length} packages`;
    const choices = step.packages.map((one) => `${written}/${one}`).join(', ');
    report(path, { code: 'ambiguous-package', message, hint: `say which: ${choices}` });
  }
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) !== undefined;
  } catch {
    return false;
  }
}
