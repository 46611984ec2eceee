import type { Cloning } from '../resource/cloning.ts';
import type { TenantDocument } from './state.ts';

/** A cloned tenant has the tags, connections and values of its source. [guess] */
export const tenantCloning: Cloning<TenantDocument> = {
  takesOver: ({ Id: _id, SpaceId: _space, Slug: _slug, ...settings }) => settings,
  marked: (copy, source) => ({ ...copy, ClonedFromTenantId: source.Id }),
  parts: ({ world }, source, copy) => {
    const values = world.store.get('TenantVariables', source.Id);
    if (values !== undefined) world.store.put('TenantVariables', { ...values, Id: copy.Id, Version: 0 });
  },
};
