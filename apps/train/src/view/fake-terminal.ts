import { Writable } from 'node:stream';

/** A terminal that keeps what a person would see: it knows line ends, cursor moves and erasing, and what scrolled off the top. */
export function fakeTerminal(size: { columns: number; rows: number }) {
  const screen: string[] = [''];
  let row = 0;
  let column = 0;
  let cursorShown = true;
  function put(character: string): void {
    const line = (screen[row] ?? '').padEnd(column);
    screen[row] = line.slice(0, column) + character + line.slice(column + 1);
    column += 1;
  }
  function control(parameters: string, command: string): void {
    const number = Number(parameters || '1');
    if (command === 'A') row = Math.max(0, row - number);
    if (command === 'B') row += number;
    if (command === 'G') column = Math.max(0, number - 1);
    if (command === 'K') screen[row] = parameters === '2' ? '' : (screen[row] ?? '').slice(0, column);
    if (parameters === '?25') cursorShown = command === 'h';
  }
  function write(text: string): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what a terminal reads
    for (const [, parameters, command, character] of text.matchAll(/\u001b\[([?\d;]*)([A-Za-z])|([\s\S])/gu)) {
      if (command !== undefined) control(parameters ?? '', command);
      else if (character === '\n') {
        row += 1;
        column = 0;
        screen[row] ??= '';
      } else if (character === '\r') column = 0;
      else put(character ?? '');
    }
  }
  const stream = Object.assign(
    new Writable({
      decodeStrings: false,
      write(chunk: string, _encoding, done) {
        write(chunk);
        done();
      },
    }),
    { ...size, isTTY: true },
  );
  return {
    stream,
    cursorIsShown: () => cursorShown,
    /** Everything from the first line on. */
    all: () =>
      screen
        .map((line) => line.trimEnd())
        .join('\n')
        .trimEnd(),
    /** The lines that are still on the screen. */
    visible: () => screen.slice(Math.max(0, screen.length - size.rows)).map((line) => line.trimEnd()),
  };
}
