import { type Lookout, mostSpans, type Span } from '../contract/rule.ts';
import { findAddresses } from './find-address.ts';
import { findAds } from './find-ads.ts';
import { findLinks, makeLinkJudge } from './find-links.ts';
import { findNumbers } from './find-numbers.ts';
import { findWords, makeWordFinder } from './find-words.ts';
import type { FoldedText } from './fold-text.ts';
import { findStateSecretMarks } from './state-secret-marks.ts';

/** Links looked at in one text; the longest message has fewer. */
const mostLinks = 5_000;

/** What a rule finds in a text, in its order; at most `mostSpans` pieces. */
export type Finder = (text: FoldedText) => readonly Span[];

/** Makes ready what a rule looks for; worth keeping as long as the rule stays the same. */
export function makeLookout(lookout: Lookout): Finder {
  switch (lookout.kind) {
    case 'words': {
      const finder = makeWordFinder(lookout.words);
      return (text) => findWords(finder, text, mostSpans);
    }
    case 'patterns': {
      const patterns = new Set<string>(lookout.patterns);
      return (text) =>
        [
          ...findNumbers(text, patterns, mostSpans),
          ...(patterns.has('homeAddress') ? findAddresses(text, mostSpans) : []),
        ]
          .sort((one, other) => one.start - other.start)
          .slice(0, mostSpans);
    }
    case 'links': {
      const judge = makeLinkJudge(lookout);
      return (text) =>
        findLinks(text, mostLinks)
          .flatMap((link) => judge(link) ?? [])
          .slice(0, mostSpans);
    }
    case 'stateMarks':
      return (text) => findStateSecretMarks(text, mostSpans);
    case 'ads':
      return (text) => findAds(text, mostSpans);
  }
}
