import { z } from 'zod';
import { day } from '#kernel/contract/shapes.ts';
import { compoundShapes } from '#modules/approvals/contract/form-values.ts';
import { irregularPunchKind, outingKind, overtimeKind, punchCorrectionKind, tripKind } from '../contract/kinds.ts';
import { direction } from '../contract/shapes.ts';
import { type Span, spanOfClock, spanOfHalfDays } from '../domain/span.ts';

/** What attendance needs of the forms; the rest of them is approvals' to check. */
export const overtimeForm = z.object({ overtime: compoundShapes.overtime });
export const tripForm = z.object({
  trip: compoundShapes.trip,
  itinerary: z.array(z.object({ day: day() })).default([]),
  costCentre: z.string().optional(),
});
export const outingForm = z.object({ outing: compoundShapes.outing });
export const irregularPunchForm = z.object({ day: day(), punch: direction, what: z.string() });
export const punchCorrectionForm = z.object({ correction: compoundShapes.punchCorrection, why: z.string() });

/** The stretch of time that a request of this kind is about; nothing for other kinds, and for forms that aren't filled in. */
export function spanOf(kind: string, form: unknown): Span | undefined {
  if (kind === overtimeKind.name) {
    const { data } = overtimeForm.safeParse(form);
    return data && spanOfClock(data.overtime.date, data.overtime.from, data.overtime.to);
  }
  if (kind === tripKind.name) {
    const { data } = tripForm.safeParse(form);
    return data && spanOfHalfDays(data.trip.from, data.trip.to);
  }
  const { data } = kind === outingKind.name ? outingForm.safeParse(form) : {};
  return data && { from: data.outing.from, to: data.outing.to };
}

/** Which punch a request is about: `2026-03-02 in`. */
export function punchOf(kind: string, form: unknown): string | undefined {
  if (kind === irregularPunchKind.name) {
    const { data } = irregularPunchForm.safeParse(form);
    return data && `${data.day} ${data.punch}`;
  }
  const { data } = kind === punchCorrectionKind.name ? punchCorrectionForm.safeParse(form) : {};
  return data && `${data.correction.date} ${data.correction.direction}`;
}
