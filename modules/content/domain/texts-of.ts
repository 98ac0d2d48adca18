/** Levels of a merged forward inside a merged forward that are looked into. */
const deepest = 5;

/** Everything in a message that people can read as text: what was typed, names of places, what a merged forward holds. */
export function textsOf(body: Readonly<Record<string, unknown>> | null, depth = 0): string {
  if (body === null || depth > deepest) return '';
  const said = [body.text, body.name, body.address].filter((part) => typeof part === 'string');
  const items = Array.isArray(body.items) ? body.items : [];
  return [
    ...said,
    ...items.map((item) => textsOf((item as { body?: Record<string, unknown> }).body ?? null, depth + 1)),
  ]
    .filter((part) => part !== '')
    .join('\n');
}
