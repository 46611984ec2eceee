import type { GroupCollector } from './group-collector.ts';
import type { PatternCursor, RegexFlags } from './pattern-cursor.ts';
import type { Node } from './tree.ts';

/** What the parts of the parser share. */
export interface RegexParser {
  cursor: PatternCursor;
  groups: GroupCollector;
  depth: number;
  /** Alternatives up to a closing parenthesis or the end; flags set inside hold to there. */
  parseChoice(flags: RegexFlags): Node;
}
