import { isMap, isScalar, parseDocument } from 'yaml';

/** What a changed value is called afterwards: nothing else of a lab is. */
const changed = 'changed-by-the-bench';

/**
 * A lab file in which one value of one variable of one project is another: the last plain text among a project's variables. Throws when no project
 * has one.
 */
export function changeOneValue(lab: { text: string; file: string }): { text: string; file: string } {
  const document = parseDocument(lab.text);
  const found: (readonly unknown[])[] = [];
  for (const [space, project] of projectsOf(document.toJS())) {
    const path = ['spaces', space, 'projects', project, 'variables'];
    const variables = document.getIn(path);
    if (!isMap(variables)) continue;
    for (const { key, value } of variables.items) {
      // Keys of a lab file are plain texts.
      const name = isScalar(key) ? key.value : key;
      if (isScalar(value) && typeof value.value === 'string') found.push([...path, name]);
    }
  }
  const last = found.at(-1);
  if (last === undefined) throw new Error(`${lab.file} has no project with a variable that is a plain text`);
  document.setIn(last, changed);
  return { text: document.toString({ lineWidth: 0 }), file: lab.file };
}

function projectsOf(file: { spaces: Record<string, { projects?: Record<string, unknown> }> }): [string, string][] {
  return Object.entries(file.spaces).flatMap(([space, { projects = {} }]) =>
    Object.keys(projects).map((project): [string, string] => [space, project]),
  );
}
