import { type ComponentType, Suspense } from 'react';
import { Skeleton } from '#design/skeleton.tsx';
import type { PartContract } from '#kernel/contract/part.ts';
import { useAppMap } from './navigation.ts';

/** Shows a part that a lower module offers: `<Part of={personPicker} value={people} onChange={setPeople} />`. */
export function Part<P extends object>(props: { of: PartContract<P> } & NoInfer<P>) {
  const { of, ...given } = props;
  const offered = useAppMap().parts.get(of.name) as ComponentType<object> | undefined;
  if (!offered) throw new Error(`no module offers the part ${of.name}`);
  const Offered = offered;
  return (
    <Suspense fallback={<Skeleton shape="control" />}>
      <Offered {...given} />
    </Suspense>
  );
}
