import type { FeedWrite } from '@octotrain/octopus-client';
import type { Block } from './hcl.ts';
import { feedTypes } from './references.ts';
import type { Thing } from './thing.ts';

const byServersWord: Readonly<Partial<Record<FeedWrite['FeedType'], string>>> = {
  Docker: feedTypes.docker,
  Helm: feedTypes.helm,
  OciRegistry: feedTypes.oci,
  NuGet: feedTypes.nuget,
  Maven: feedTypes.maven,
  GitHub: feedTypes.github,
};

/** A feed: the provider has a type of resource for each type. */
export function feedBlocks({ labels, space, spaceId, name, body }: Thing<FeedWrite>): readonly Block[] {
  const type = byServersWord[body.FeedType];
  if (type === undefined) throw new Error(`no resource for the feed ${name} of type ${body.FeedType}`);
  return [
    {
      head: ['resource', type, labels.of(type, space, name)],
      body: {
        space_id: spaceId,
        name: body.Name,
        feed_uri: 'FeedUri' in body ? (body.FeedUri ?? '') : '',
        username: body.Username || undefined,
        password: body.Password?.NewValue || undefined,
        api_version: 'ApiVersion' in body ? body.ApiVersion : undefined,
        registry_path: 'RegistryPath' in body ? body.RegistryPath : undefined,
      },
    },
  ];
}
