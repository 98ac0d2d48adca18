import type { PartContract } from '#kernel/contract/part.ts';
import { useAppMap } from './navigation.ts';
import { Part } from './part.tsx';

/** A place that a higher module may fill; nothing where none does (docs/decisions/places-for-higher-modules.md). */
export function Opening<P extends object>(props: { of: PartContract<P> } & NoInfer<P>) {
  const filled = useAppMap().parts.has(props.of.name);
  return filled ? <Part<P> {...props} /> : null;
}
