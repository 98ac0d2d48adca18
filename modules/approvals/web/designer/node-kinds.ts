import type { IconName } from '#design/icon.tsx';
import type { FlowNode } from '../../contract/definition.ts';

type Kind = FlowNode['kind'];

/** How each kind of node is drawn. */
export const kindLooks: Record<Kind, { readonly icon: IconName; readonly tone?: 'accent' | 'pass' | 'warn' }> = {
  approve: { icon: 'seal', tone: 'accent' },
  handle: { icon: 'edit', tone: 'pass' },
  copy: { icon: 'copy' },
  condition: { icon: 'branch' },
  parallel: { icon: 'parallel' },
  inclusive: { icon: 'flow' },
  subProcess: { icon: 'forward', tone: 'warn' },
  delay: { icon: 'clock', tone: 'warn' },
  call: { icon: 'link', tone: 'warn' },
  goto: { icon: 'goto', tone: 'warn' },
};

/** The kinds in the order of the palette. */
export const paletteKinds = Object.keys(kindLooks) as Kind[];
