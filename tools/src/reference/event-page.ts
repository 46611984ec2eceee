import type { EventField, EventShape, EventShapes } from './event-fields.ts';

type Meanings = Readonly<Record<string, string>>;

/** The reference page of the events that `--json` writes, in Markdown. Order and sentences are those of `meanings`. */
export function eventPage(options: { shapes: EventShapes; meanings: Meanings; states: Meanings }): string {
  const { head, events } = options.shapes;
  const sections = Object.entries(options.meanings).map(([name, meaning]) => {
    const event = events.find((candidate) => candidate.event === name);
    if (!event) throw new Error(`there is no event ${name}`);
    return section(event, meaning);
  });
  return [
    '# Events of a run\n',
    '<!-- Generated from the type of the events; edit that. -->\n',
    'With `--json`, `train` writes one JSON object per line to stdout and nothing else; everything for people goes to stderr.',
    'The schema is only added to: ignore fields and events that you do not know.\n',
    'Every event has these fields:\n',
    table([{ name: 'event', type: 'string', comment: 'One of those below.' }, ...head]),
    'An event about a stop also has `car`, `environment`, `tenant` (null: untenanted) and the `state` that the stop was in:\n',
    `| state | means |\n| --- | --- |\n${Object.entries(options.states)
      .map(([state, means]) => `| \`${state}\` | ${means} |`)
      .join('\n')}\n`,
    ...sections,
  ].join('\n');
}

function section({ event, fields }: EventShape, meaning: string): string {
  const body = fields.length === 0 ? 'No further fields.\n' : table(fields);
  return `## \`${event}\`\n\n${meaning}\n\n${body}`;
}

function table(fields: readonly EventField[]): string {
  const rows = fields.map(({ name, type, comment }) => {
    const cell = name === 'state' ? 'a state' : `\`${type.replaceAll('"', "'").replaceAll('|', '\\|')}\``;
    return `| \`${name}\` | ${cell} | ${comment.replaceAll('\n', ' ')} |`;
  });
  return `| field | type | |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}
