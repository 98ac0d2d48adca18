import { type PointerEvent, useRef, useState } from 'react';

interface View {
  readonly scale: number;
  /** Where the middle lies, in px from the middle of the screen. */
  readonly x: number;
  readonly y: number;
}
const whole: View = { scale: 1, x: 0, y: 0 };
const largest = 8;
/** How far a finger goes for the next picture, in px. */
const swipe = 60;

/** How much of a picture is seen and where: wheel, double press, two fingers, keys; one finger leads on where the whole is seen. */
export function usePictureZoom(onSwipe: (by: 1 | -1) => void) {
  const [view, setView] = useState(whole);
  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const began = useRef<{ x: number; y: number; view: View; apart: number }>(undefined);
  const zoom = (by: number) =>
    setView((before) => {
      const scale = Math.min(largest, Math.max(1, before.scale * by));
      const share = scale / before.scale;
      return scale === 1 ? whole : { scale, x: before.x * share, y: before.y * share };
    });
  const middle = () => {
    const all = [...fingers.current.values()];
    const x = all.reduce((sum, one) => sum + one.x, 0) / all.length;
    const y = all.reduce((sum, one) => sum + one.y, 0) / all.length;
    const [one, other] = all;
    return { x, y, apart: one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0 };
  };
  const begin = () => {
    began.current = fingers.current.size > 0 ? { ...middle(), view } : undefined;
  };
  const lift = (event: PointerEvent) => {
    const from = began.current;
    const to = fingers.current.get(event.pointerId);
    if (from && to && fingers.current.size === 1 && from.view.scale === 1 && from.apart === 0) {
      const [across, down] = [to.x - from.x, to.y - from.y];
      if (Math.abs(across) > swipe && Math.abs(across) > 2 * Math.abs(down)) onSwipe(across < 0 ? 1 : -1);
    }
    fingers.current.delete(event.pointerId);
    begin();
  };
  return {
    zoom,
    isWhole: view.scale === 1,
    reset: () => setView(whole),
    style: { transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` },
    handlers: {
      onWheel: (event: { deltaY: number }) => zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2),
      onDoubleClick: () => (view.scale === 1 ? zoom(2.5) : setView(whole)),
      onPointerDown: (event: PointerEvent) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
        begin();
      },
      onPointerMove: (event: PointerEvent) => {
        if (!fingers.current.has(event.pointerId)) return;
        fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
        const from = began.current;
        if (!from) return;
        const now = middle();
        const scale =
          from.apart > 0 ? Math.min(largest, Math.max(1, (from.view.scale * now.apart) / from.apart)) : from.view.scale;
        if (scale > 1) setView({ scale, x: from.view.x + now.x - from.x, y: from.view.y + now.y - from.y });
        else setView(whole);
      },
      onPointerUp: lift,
      onPointerCancel: lift,
    },
  };
}
