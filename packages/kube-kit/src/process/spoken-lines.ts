/** More than a person reads in one line; a program that never ends its line is heard in pieces of it. */
const longestLine = 65_536;

/** Makes lines of pieces of text, without their ends. The last one is said by `end`, when it has no end of its own. */
export function spokenLines(say: (line: string) => void): { add(text: string): void; end(): void } {
  let open = '';
  return {
    add(text) {
      const lines = `${open}${text}`.split('\n');
      open = lines.pop() ?? '';
      for (const line of lines) say(line.endsWith('\r') ? line.slice(0, -1) : line);
      while (open.length > longestLine) {
        say(open.slice(0, longestLine));
        open = open.slice(longestLine);
      }
    },
    end() {
      if (open !== '') say(open);
      open = '';
    },
  };
}
