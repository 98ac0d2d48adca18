import { endingOf } from './clean-name.ts';
import { type Found, fileTypes } from './file-types.ts';

/** What becomes of a file that was sent. */
export type Judgement =
  | { readonly taken: true; readonly mediaType: string; readonly shows: 'image' | 'pdf' | 'nothing' }
  | { readonly taken: false; readonly why: 'typeRefused'; readonly type: string }
  | { readonly taken: false; readonly why: 'notWhatItSays'; readonly says: string; readonly found: string }
  | { readonly taken: false; readonly why: 'notRecognised'; readonly says: string };

/** Types found in content that have a name of their own in the list of refused ones. */
const alsoCalled: Readonly<Record<string, readonly string[]>> = {
  html: ['htm'],
  script: ['sh'],
  exe: ['dll', 'com'],
};

/**
 * Holds a file's name against its content (P10): a name that promises a type must keep it; neither name nor content may be of
 * a type that the company refuses. A name that promises nothing is taken and only ever saved, unless the content is refused.
 */
export function judgeFile(name: string, found: Found, refusedTypes: readonly string[]): Judgement {
  const says = endingOf(name);
  const refused = new Set(refusedTypes);
  if (refused.has(says)) return { taken: false, why: 'typeRefused', type: says };
  const promised = Object.hasOwn(fileTypes, says) ? fileTypes[says] : undefined;
  if (promised && !promised.found.includes(found.type)) {
    return found.type === 'unknown'
      ? { taken: false, why: 'notRecognised', says }
      : { taken: false, why: 'notWhatItSays', says, found: found.type };
  }
  const contents = promised ? found.holds : [found.type, ...(alsoCalled[found.type] ?? []), ...found.holds];
  const bad = contents.find((type) => refused.has(type));
  if (bad) return { taken: false, why: 'typeRefused', type: bad };
  const own = promised ?? (says === '' && Object.hasOwn(fileTypes, found.type) ? fileTypes[found.type] : undefined);
  return { taken: true, mediaType: own?.mediaType ?? 'application/octet-stream', shows: own?.shows ?? 'nothing' };
}
