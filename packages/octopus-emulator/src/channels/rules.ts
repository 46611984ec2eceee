import { inRange } from '../versions/ranges.ts';
import { readPattern } from '../versions/rules.ts';
import type { ChannelDocument } from './state.ts';

const MOST_CUSTOM_FIELDS = 10;

/** What is wrong with the rules of a channel themselves. Ranges may be of either notation. */
export function writtenRuleProblems({
  Rules,
  CustomFieldDefinitions: fields,
}: {
  readonly Rules: readonly Omit<ChannelDocument['Rules'][number], 'Id'>[];
  readonly CustomFieldDefinitions: ChannelDocument['CustomFieldDefinitions'];
}): string[] {
  return [
    ...Rules.flatMap(({ VersionRange, Tag, VersionTagRegex }) => [
      ...(isRange(VersionRange ?? '') ? [] : [`'${VersionRange}' is not a version range.`]),
      ...[Tag ?? '', VersionTagRegex ?? '']
        .filter((pattern) => readPattern(pattern) === undefined)
        .map((pattern) => `'${pattern}' is not a regular expression.`),
    ]),
    // As an official client limits them. [client]
    ...(fields.length > MOST_CUSTOM_FIELDS ? [`A channel has at most ${MOST_CUSTOM_FIELDS} custom fields.`] : []),
  ];
}

function isRange(text: string): boolean {
  return inRange('1.0', text) !== undefined || inRange('1.0', text, 'Maven') !== undefined;
}
