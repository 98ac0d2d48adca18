/** Kinds that carry all that they show. A card of a module is for the people whom its thing concerns. */
export const carriedKinds: ReadonlySet<string> = new Set([
  'text',
  'announcement',
  'file',
  'contact',
  'location',
  'sticker',
  'merged',
  'voice',
]);
