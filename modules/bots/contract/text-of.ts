import type { CardContent } from './card.ts';
import { plainMarkdown } from './read-markdown.ts';
import type { SaidByApplication, SaidByBot } from './said.ts';

/** Everything in it that people can read, addresses too: for lists, the search, and the rules on content. */
export function textOf(said: SaidByBot | SaidByApplication): string {
  switch (said.kind) {
    case 'text':
      return said.text;
    case 'markdown':
      return plainMarkdown(said.markdown);
    case 'links':
      return said.links.map(({ title, text }) => [title, text].filter(Boolean).join('\n')).join('\n');
    case 'picture':
      return '';
    case 'file':
      return said.text ?? '';
    case 'card':
      return [said.title, said.text, ...said.facts.map(({ name, value }) => `${name}：${value}`)]
        .filter(Boolean)
        .join('\n');
  }
}

/** The same of a card that people act on, with its buttons and where it leads. */
export const textOfCard = ({ title, text, facts, buttons, link }: CardContent): string =>
  [title, text, ...facts.map(({ name, value }) => `${name}：${value}`), ...buttons.map(({ label }) => label), link]
    .filter(Boolean)
    .join('\n');

/** The addresses that it leads to. */
export function addressesOf(said: SaidByBot | SaidByApplication): readonly string[] {
  switch (said.kind) {
    case 'text':
    case 'picture':
    case 'file':
      return [];
    case 'markdown':
      return [...said.markdown.matchAll(/\]\((https?:\/\/[^\s)]+)\)/gu)].map(([, url]) => url ?? '');
    case 'links':
      return said.links.map(({ url }) => url);
    case 'card':
      return [...said.facts.flatMap(({ url }) => url ?? []), ...said.links.map(({ url }) => url)];
  }
}
