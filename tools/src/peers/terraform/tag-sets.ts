import type { TagSetWrite } from '@octotrain/octopus-client';
import { type Block, reference } from './hcl.ts';
import type { Labels } from './labels.ts';
import { resourceTypes } from './references.ts';
import type { Thing } from './thing.ts';

const tagType = 'octopusdeploy_tag';

/** A tag set, and a resource for each of its tags. */
export function tagSetBlocks({ labels, space, spaceId, name, body }: Thing<TagSetWrite>): readonly Block[] {
  const type = resourceTypes['tag set'];
  const label = labels.of(type, space, name);
  return [
    {
      head: ['resource', type, label],
      body: { space_id: spaceId, name: body.Name, description: body.Description },
    },
    ...(body.Tags ?? []).map((tag) => ({
      head: ['resource', tagType, labels.of(tagType, space, `${name}/${tag.Name}`)],
      body: {
        tag_set_space_id: spaceId,
        tag_set_id: reference(`${type}.${label}.id`),
        name: tag.Name,
        color: tag.Color ?? '',
        description: tag.Description,
        sort_order: tag.SortOrder,
      },
    })),
  ];
}

/** `depends_on` of what has tags: names alone do not tell Terraform the order. Undefined without tags. */
export function afterTags(labels: Labels, space: string, tags: readonly string[]): readonly string[] | undefined {
  if (tags.length === 0) return undefined;
  return tags.map((tag) => reference(`${tagType}.${labels.of(tagType, space, tag)}`));
}
