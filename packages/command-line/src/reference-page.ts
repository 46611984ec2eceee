import { type Application, type CommandContext, generateHelpTextForAllCommands } from '@stricli/core';
import { exitCodeMeanings } from './exit-codes.ts';

/**
 * The reference page of a program in Markdown, made from the very definitions that it runs on: a section for each
 * command, then the exit codes. Compare it with the committed page to find drift.
 *
 * @param options.invocation how people call the program (`pnpm train`); its own name by default
 */
export function referencePage<Context extends CommandContext>(options: {
  app: Application<Context>;
  title: string;
  introduction?: string;
  invocation?: string;
}): string {
  const { title, introduction } = options;
  // Help texts run no command, so whatever context the commands need is never missed.
  const app = options.app as unknown as Application<CommandContext>;
  const { name } = app.config;
  const invocation = options.invocation ?? name;
  const called = (text: string) =>
    text.replaceAll(new RegExp(`^(\\s*)${escaped(name)}(?=\\s|$)`, 'gm'), (_, indent: string) => indent + invocation);
  const commands = generateHelpTextForAllCommands(app).map(([route, help]) => {
    const text = called(plain(help)).trimEnd();
    return `## \`${called(route)}\`\n\n\`\`\`text\n${text}\n\`\`\`\n`;
  });
  return [
    `# ${title}\n`,
    '<!-- Generated from the command definitions; edit those. -->\n',
    ...(introduction ? [`${introduction.trim()}\n`] : []),
    ...commands,
    `## Exit codes\n\n${exitCodeTable()}\n`,
  ].join('\n');
}

/** The meanings of all exit codes as a table in Markdown, its columns aligned, without a line end after it. */
export function exitCodeTable(): string {
  const rows = [['code', 'meaning'], ...Object.entries(exitCodeMeanings)];
  const [codes, meanings] = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const [head = '', ...lines] = rows.map(
    ([code = '', meaning = '']) => `| ${code.padStart(codes ?? 0)} | ${meaning.padEnd(meanings ?? 0)} |`,
  );
  return [head, `| ${'-'.repeat((codes ?? 1) - 1)}: | ${'-'.repeat(meanings ?? 0)} |`, ...lines].join('\n');
}

function plain(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
