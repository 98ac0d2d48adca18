import type { House } from '../house.ts';
import { jsonSchema } from './json-schema.ts';
import { pageTitle, sectionsOf } from './table.ts';

/** The event catalogue: what happens, with which facts, who is told, and which parts of the program listen. */
export function eventsPage({ contracts, listeners }: House): string {
  return (
    pageTitle(
      '事件',
      'Events',
      'Facts are viewer-neutral. “Read again”: viewers get the name only and ask for what they may see.',
    ) +
    sectionsOf(
      contracts,
      ['Event', 'Version', '中文', 'English', 'Facts', 'Pushed', 'Topics', 'Listeners'],
      (contract) =>
        contract.events.map((event) => [
          `\`${event.name}\``,
          String(event.version),
          event.summary.zh,
          event.summary.en,
          factsOf(jsonSchema(event.facts, 'output', event.name, () => undefined)),
          event.pushes === 'readAgain' ? 'read again' : 'shape',
          topicsOf(event.topics),
          listeners
            .filter((listener) => listener.event.name === event.name)
            .map(({ name }) => `\`${name}\``)
            .join(', '),
        ]),
    )
  );
}

function factsOf(schema: { readonly [key: string]: unknown }): string {
  const required = new Set((schema.required ?? []) as readonly string[]);
  return Object.keys((schema.properties ?? {}) as object)
    .map((name) => (required.has(name) ? name : `${name}?`))
    .join(', ');
}

/** The topics as the contract spells them: words before a colon, and what follows it. */
function topicsOf(topics: (facts: never) => unknown): string {
  const spelled = String(topics).replace(/^[^=]*=>\s*/, '');
  const named = [...spelled.matchAll(/[`'"]([a-zA-Z]+(?::[^`'"]*)?)[`'"]/g)].map(([, topic = '']) => topic);
  const plain = named.map((topic) => topic.replace(/\$\{(?:\w+\.)*(\w+)[^}]*\}/g, '<$1>'));
  return plain.length > 0 ? [...new Set(plain)].map((topic) => `\`${topic}\``).join(', ') : 'nobody';
}
