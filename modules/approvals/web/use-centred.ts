import { type RefObject, useLayoutEffect, useRef } from 'react';

/** The ground of a drawn flow that is wider than the screen: what is going on now stands in the middle at first, else the start. */
export function useCentred(): RefObject<HTMLElement | null> {
  const ground = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = ground.current;
    const now = element?.querySelector('[aria-current="step"]') ?? element?.querySelector('.flow-nodes > li');
    if (!element || !now) return;
    const [box, card] = [element.getBoundingClientRect(), now.getBoundingClientRect()];
    element.scrollLeft += card.left + card.width / 2 - (box.left + box.width / 2);
  }, []);
  return ground;
}
