import { isEmoji } from '../contract/shapes.ts';

/** What the picker offers, by use: faces, hands, work, things. Drawn by the system’s own font, so nothing is fetched. */
export const emojiOffered: readonly string[] = [
  ...'😀😁😂🤣😊😇🙂😉😍😘😋😎🤔🤗🤫😐😑🙄😏😣😥😮😪😫😴😌😓😔😕😲😖😞😟😤😢😭😨😩🤯😰😱😳🥺😡😷🤒🤝👍👎👏🙏💪👌✋👋👀🎉🎂🌹💐🔥⭐✅❌❓❗💯⏰📌📎📝📅📈📦🔧💡☕🍚🚗🏠🚀',
  '❤️',
  '☀️',
  '🌧️',
];

/** For answering a message with one press. */
export const quickReactions: readonly string[] = ['👍', '👌', '🎉', '😊', '🙏', '👀', '✅', '❤️'];

/** One to three emoji and nothing else: shown large. */
export function asSticker(text: string): string[] | undefined {
  const parts = [...new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text.trim())].map(
    (one) => one.segment,
  );
  return parts.length >= 1 && parts.length <= 3 && parts.every((one) => isEmoji(one)) ? parts : undefined;
}
