import type { ComponentType } from 'react';
import type { PartContract } from '#kernel/contract/part.ts';
import { fetchedComponent } from './fetched-component.ts';

/** A part together with the component that draws it, which is fetched when first shown. */
export interface OfferedPart {
  readonly name: string;
  readonly component: ComponentType<never>;
}

/**
 * Offers a part to the modules above, in `moduleWeb({ parts: [...] })`:
 * `offerPart(personPicker, () => import('./parts/person-picker.tsx'), 'PersonPicker')`.
 */
export function offerPart<P extends object, N extends string>(
  contract: PartContract<P>,
  load: () => Promise<Record<N, ComponentType<P>>>,
  name: NoInfer<N>,
): OfferedPart {
  const component = fetchedComponent(async () => (await load())[name]);
  return { name: contract.name, component: component as unknown as ComponentType<never> };
}
