import { useState } from 'react';
import { useAppearance } from './appearance.ts';

/** A face, or the name where there is none (or where data is saved): the last two Chinese characters, or initials. */
export function Avatar(props: { name: string; photo?: string | undefined; size?: number }) {
  const { saveData } = useAppearance();
  const [broken, setBroken] = useState<string>();
  const size = props.size ?? 36;
  const style = { inlineSize: size, blockSize: size, fontSize: Math.round(size * 0.36) };
  if (props.photo && !saveData && broken !== props.photo) {
    return (
      <img
        className="gj-avatar"
        style={style}
        src={props.photo}
        alt=""
        loading="lazy"
        onError={() => setBroken(props.photo)}
      />
    );
  }
  return (
    <span className="gj-avatar" style={style} aria-hidden>
      {shortName(props.name)}
    </span>
  );
}

/** 欧阳小明 → 小明; Ada Lovelace → AL. */
export function shortName(name: string): string {
  const trimmed = name.trim();
  if (/\p{Script=Han}/u.test(trimmed)) return [...trimmed.replace(/[^\p{Script=Han}]/gu, '')].slice(-2).join('');
  const parts = trimmed.split(/\s+/);
  return parts
    .filter((_, at) => at === 0 || at === parts.length - 1)
    .map((part) => [...part][0] ?? '')
    .join('')
    .toUpperCase();
}
