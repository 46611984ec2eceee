import type { Channel, ChannelRule } from '@octotrain/lab-config';
import type { Channel as ChannelDocument, ChannelWrite, ChannelRule as RuleDocument } from '@octotrain/octopus-client';
import { listOf, proseOf, wordsLike } from '../fields/canonical.ts';
import { saidFields } from '../fields/fields.ts';
import { defineItem, type Item } from './item.ts';
import type { Names } from './refs.ts';

/** A channel of a project with its rules, which are only what they are together. */
export function channelItem(space: string, project: string, channel: Channel): Item {
  return defineItem<ChannelDocument, ChannelWrite>({
    address: { kind: 'channel', space, name: `${project} / ${channel.name}` },
    body: ({ id }) => ({
      Name: channel.name,
      ProjectId: id('project', project),
      Description: channel.description,
      IsDefault: channel.isDefault,
      LifecycleId: channel.lifecycle === undefined ? null : id('lifecycle', channel.lifecycle),
      Rules: channel.rules.map(ruleBody),
      TenantTags: [...channel.tenantTags],
    }),
    fields: (body, names, like) =>
      saidFields({
        description: proseOf(body.Description),
        default: body.IsDefault ?? false,
        lifecycle: body.LifecycleId ? names(body.LifecycleId) : '',
        rules: namesOfRules(body.Rules, names, like.Rules),
        'tenant tags': wordsLike(body.TenantTags, like.TenantTags),
      }),
    merge: ({ body, stored }) => ({ ...stored, ...body, Rules: mergeRules(body.Rules ?? [], stored.Rules) }),
    async create({ api, spaceId }, body) {
      // Every project is born with a channel of this name. [guess]
      if (channel.name.toLowerCase() === 'default') {
        const path = { spaceId, id: body.ProjectId };
        const { data } = await api.GET('/api/{spaceId}/projects/{id}/channels', { params: { path } });
        const born = data.Items.find(({ Name }) => Name.toLowerCase() === 'default');
        if (born !== undefined) {
          const params = { path: { spaceId, id: born.Id } };
          return (await api.PUT('/api/{spaceId}/channels/{id}', { params, body: { ...born, ...body } })).data;
        }
      }
      return (await api.POST('/api/{spaceId}/channels', { params: { path: { spaceId } }, body })).data;
    },
    replace: async ({ api, spaceId }, { Id: id }, body) =>
      (await api.PUT('/api/{spaceId}/channels/{id}', { params: { path: { spaceId, id } }, body })).data,
    names: [{ kind: 'channel', within: project, name: channel.name }],
    learn: (doc) => [{ kind: 'channel', name: doc.Name, within: project, id: doc.Id }],
  });
}

/** Actions are named: their ids are not known before the process is written, which may name channels itself. [client] */
function ruleBody({ versionRange, preReleaseTag, packages }: ChannelRule): RuleDocument {
  return {
    VersionRange: versionRange,
    Tag: preReleaseTag,
    ActionPackages: packages.map(({ step, package: name }) => ({ DeploymentAction: step, PackageReference: name })),
  };
}

function namesOfRules(rules: ChannelWrite['Rules'], names: Names, like: ChannelWrite['Rules']): readonly string[] {
  return wordsLike(
    listOf(rules).map((rule) => ruleText(rule, names)),
    listOf(like).map((rule) => ruleText(rule, names)),
  );
}

function ruleText(rule: RuleDocument, names: Names): string {
  const { VersionRange, Tag } = rule;
  const parts = [VersionRange ? `versions ${VersionRange}` : '', Tag ? `pre-releases ${Tag}` : ''].filter(Boolean);
  const packages = packagesOf(rule, names);
  return `${packages}${packages && ': '}${parts.join(', ') || 'any version'}`;
}

function packagesOf({ ActionPackages }: RuleDocument, names: Names): string {
  const packages = listOf(ActionPackages).map(({ DeploymentAction, PackageReference: name }) => {
    const action = names(DeploymentAction ?? '');
    return name ? `${action}/${name}` : action;
  });
  return packages.toSorted().join(' and ');
}

/** The file's rules with the ids of stored ones that look at the same packages. */
function mergeRules(wanted: readonly RuleDocument[], stored: readonly RuleDocument[]): RuleDocument[] {
  const left = [...stored];
  const asWritten: Names = (id) => id;
  return wanted.map((rule) => {
    const at = left.findIndex((one) => packagesOf(one, asWritten) === packagesOf(rule, asWritten));
    const [known] = at < 0 ? [] : left.splice(at, 1);
    return { ...known, ...rule };
  });
}
