import type { ActionDocument } from '../processes/state.ts';
import { usedBy } from '../resource/references.ts';
import type { Store } from '../store/store.ts';

/** Phrases for the templates that have such a package. */
export function actionTemplatesWith(
  store: Store,
  has: (reference: ActionDocument['Packages'][number]) => boolean,
): readonly string[] {
  return usedBy('step template', store.all('ActionTemplates'), ({ Packages }) => Packages.some(has));
}
