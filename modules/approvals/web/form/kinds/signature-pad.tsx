import { type PointerEvent, useRef, useState } from 'react';
import { Button } from '#design/button.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { CompoundValue } from '../../../contract/form-values.ts';
import { words } from '../../words.ts';
import { DrawnSignature } from './drawn-signature.tsx';

/** A field to draw on, 600 × 200. What is drawn is a picture; the words below say so. */
export function SignaturePad(props: {
  id?: string;
  label: string;
  value: unknown;
  invalid?: boolean;
  disabled?: boolean;
  onChange: (value: unknown) => void;
  onBlur?: () => void;
}) {
  const t = useWords(words);
  const pad = useRef<HTMLDivElement>(null);
  const [stroke, setStroke] = useState<number[] | undefined>();
  const strokes = (props.value as CompoundValue<'signature'> | undefined)?.strokes ?? [];
  const pointOf = (event: PointerEvent): [number, number] => {
    const box = pad.current?.getBoundingClientRect();
    if (!box) return [0, 0];
    const at = (from: number, size: number, most: number) =>
      Math.max(0, Math.min(most, Math.round((from / Math.max(size, 1)) * most)));
    return [at(event.clientX - box.left, box.width, 600), at(event.clientY - box.top, box.height, 200)];
  };
  const end = () => {
    if (stroke && stroke.length >= 2 && strokes.length < 200) props.onChange({ strokes: [...strokes, stroke] });
    setStroke(undefined);
    props.onBlur?.();
  };
  return (
    <div className="approvals-signature">
      {/* Drawn by hand or not at all: who can't draw leaves it empty, since it decides nothing. */}
      <div
        ref={pad}
        id={props.id}
        role="img"
        aria-label={props.label}
        aria-invalid={props.invalid ? true : undefined}
        tabIndex={-1}
        className="approvals-signature-pad"
        onPointerDown={(event) => {
          if (props.disabled) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setStroke(pointOf(event));
        }}
        onPointerMove={(event) => {
          if (stroke && stroke.length < 2_000) setStroke([...stroke, ...pointOf(event)]);
        }}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <DrawnSignature strokes={stroke ? [...strokes, stroke] : strokes} />
      </div>
      <div className="gj-actions">
        <span className="gj-second">{t('form.signature.decoration')}</span>
        <Button kind="quiet" disabled={strokes.length === 0} onPress={() => props.onChange(undefined)}>
          {t('form.signature.again')}
        </Button>
      </div>
    </div>
  );
}
