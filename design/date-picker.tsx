import { lazy, Suspense } from 'react';
import type { Control } from './control.ts';
import { Skeleton } from './skeleton.tsx';

const Body = lazy(async () => ({ default: (await import('./lazy/date-picker-body.tsx')).DatePickerBody }));

export interface DatePickerProps extends Control<string> {
  /** `day` gives `2026-11-22`; `minute` gives `2026-11-22T09:30`, wall-clock time of whoever the form is about. */
  readonly unit?: 'day' | 'minute';
  readonly least?: string;
  readonly most?: string;
  readonly placeholder?: string;
}

/** A day, or a day with its time, as text. Loaded when first shown. */
export function DatePicker(props: DatePickerProps) {
  return (
    <Suspense fallback={<Skeleton shape="control" />}>
      <Body {...props} />
    </Suspense>
  );
}
