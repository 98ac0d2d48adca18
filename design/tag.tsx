import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'neutral' | 'accent' | 'pass' | 'warn' | 'seal';

export const toneIcon: Record<Exclude<Tone, 'neutral'>, IconName> = {
  accent: 'info',
  pass: 'check',
  warn: 'clock',
  seal: 'alert',
};

/** A state in one word. Its colour never stands alone: every tone brings an icon. */
export function Tag(props: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  const tone = props.tone ?? 'neutral';
  const icon = props.icon ?? (tone === 'neutral' ? undefined : toneIcon[tone]);
  return (
    <span className={`gj-tag gj-tone-${tone}`}>
      {icon ? <Icon name={icon} size={14} /> : null}
      {props.children}
    </span>
  );
}
