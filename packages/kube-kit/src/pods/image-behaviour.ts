/** How the containers of an image behave in a cluster whose containers run nothing. */
export type ImageBehaviour = 'works' | 'cannot be pulled' | 'crashes' | 'never ready' | 'answers 500';

/**
 * Which images do not work, by a regular expression over the whole reference, the first that fits. They are the same
 * texts for JavaScript and for the jq expressions of kwok's stages.
 */
export const imagePatterns = [
  { behaviour: 'cannot be pulled', pattern: 'broken' },
  { behaviour: 'crashes', pattern: 'crash' },
  { behaviour: 'never ready', pattern: 'unready' },
  { behaviour: 'answers 500', pattern: 'failing' },
] as const satisfies readonly { behaviour: ImageBehaviour; pattern: string }[];

/** What an image does, judged by its name and tag alone: `payments-api:1.2.0-broken` cannot be pulled. */
export function imageBehaviourOf(image: string): ImageBehaviour {
  return imagePatterns.find(({ pattern }) => new RegExp(pattern).test(image))?.behaviour ?? 'works';
}
