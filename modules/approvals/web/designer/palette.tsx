import { useLayoutEffect, useRef } from 'react';
import { Icon } from '#design/icon.tsx';
import { useIsPhone } from '#design/use-is-phone.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { FlowNode } from '../../contract/definition.ts';
import { words } from '../words.ts';
import { kindLooks } from './node-kinds.ts';

/**
 * What can be put at a place: the kinds of node, and what was copied or cut. Opens beside the “+” that was pressed, from
 * below on phones. The platform's own popover: Escape and a press elsewhere close it, the focus goes back.
 */
export function Palette(props: {
  kinds: readonly FlowNode['kind'][];
  /** The “+” or card beside which it opens. */
  beside: Element;
  /** The name of what can be pasted. */
  pasted: string | undefined;
  onChoose: (kind: FlowNode['kind']) => void;
  onPaste: () => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  const phone = useIsPhone();
  const box = useRef<HTMLElement>(null);
  const { beside } = props;
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    if (!element.matches(':popover-open')) element.showPopover();
    if (!phone) {
      const near = beside.getBoundingClientRect();
      const { width, height } = element.getBoundingClientRect();
      const right = near.right + 8;
      const left = right + width > innerWidth ? Math.max(8, near.left - width - 8) : right;
      element.style.left = `${left}px`;
      element.style.top = `${Math.max(8, Math.min(near.top - 12, innerHeight - height - 8))}px`;
    }
    element.querySelector('button')?.focus();
  }, [beside, phone]);
  const move = (by: number) => {
    const buttons = [...(box.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  };
  return (
    <section
      ref={box}
      popover="auto"
      className="flow-palette"
      aria-label={t('flow.add')}
      onToggle={(event) => event.newState === 'closed' && props.onClose()}
      onKeyDown={(event) => {
        const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 2, ArrowUp: -2 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        move(by);
      }}
    >
      <h3>{t('flow.add')}</h3>
      <ul>
        {props.kinds.map((kind) => (
          <li key={kind}>
            <button
              type="button"
              className="flow-choice"
              title={t(`flow.kind.${kind}.hint`)}
              onClick={() => props.onChoose(kind)}
            >
              <Icon name={kindLooks[kind].icon} />
              {t(`flow.kind.${kind}`)}
            </button>
          </li>
        ))}
        {props.pasted === undefined ? null : (
          <li>
            <button type="button" className="flow-choice" onClick={props.onPaste}>
              <Icon name="paste" />
              {t('flow.paste.named', { name: props.pasted })}
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}
