import type { CellField, FormDesign } from '../../contract/form-design.ts';
import type { FormValues } from '../../contract/form-values.ts';
import type { FormFacts } from '../../domain/form/evaluate-form.ts';

/** Rows that a sample table has, where the design lets it. */
const ROWS = 2;

/**
 * Values to try a form with: of the right shape and within its bounds wherever there are bounds. People, departments, files,
 * requests and numbers of documents are left empty: only real ones would do. `word`: the text of text fields.
 */
export function sampleValues(design: FormDesign, facts: FormFacts, word: string): FormValues {
  const values: Record<string, unknown> = {};
  for (const field of design.fields) {
    if (field.kind === 'note') continue;
    if (field.kind !== 'table') {
      const value = sampleOf(field, facts, word, 0);
      if (value !== undefined) values[field.name] = value;
      continue;
    }
    const rows = Math.min(field.atMost, Math.max(ROWS, Math.min(field.atLeast, 50)));
    values[field.name] = Array.from({ length: rows }, (_, row) =>
      Object.fromEntries(
        field.columns
          .map((column) => [column.name, sampleOf(column, facts, word, row)] as const)
          .filter(([, value]) => value !== undefined),
      ),
    );
  }
  return values;
}

const within = (value: number, least = -Infinity, largest = Infinity): number =>
  Math.min(largest, Math.max(least, value));

function sampleOf(field: CellField, { today, applicant }: FormFacts, word: string, row: number): unknown {
  if (field.kind === 'formula' || field.rules.compute !== undefined) return undefined;
  const span = { from: { date: today, half: 'morning' }, to: { date: today, half: 'afternoon' } };
  switch (field.kind) {
    case 'text':
    case 'longText':
      return word.slice(0, field.most);
    case 'number':
      return within(3 + row, field.least, field.largest);
    case 'money':
      return within(128_000 + row * 10_000, field.least, field.largest);
    case 'date': {
      const { earliest, latest } = field;
      if (earliest !== undefined && earliest !== 'today' && earliest > today) return earliest;
      return latest !== undefined && latest !== 'today' && latest < today ? latest : today;
    }
    case 'dateRange':
      return field.halfDays ? span : { from: { date: today }, to: { date: today } };
    case 'time':
      return '09:30';
    case 'choice':
      return field.multiple ? [field.options[0]?.id] : field.options[row % field.options.length]?.id;
    case 'costCentre':
    case 'budgetLine':
    case 'project':
      return field.options.length > 0 ? field.options[row % field.options.length]?.id : 'A01';
    case 'person':
      return field.multiple ? [applicant] : applicant;
    case 'address':
      return { detail: word };
    case 'location':
      return { latitude: 31.23, longitude: 121.47, place: word };
    case 'phone':
      return '13800138000';
    case 'leave':
      return { kind: field.options[0]?.id, ...span };
    case 'trip':
      return { ...span, places: [word], transport: 'train', companions: [] };
    case 'outing':
      return { from: `${today}T13:30`, to: `${today}T16:00`, place: word };
    case 'overtime':
      return { date: today, from: '18:00', to: '20:30', compensation: 'timeOff' };
    case 'punchCorrection':
      return { date: today, time: '09:00', direction: 'in' };
    case 'invoice':
      return { kind: 'vatOrdinary', number: `2431200000000000000${row % 10}`, date: today, amount: 56_500, tax: 6_500 };
    case 'seal':
      return { seal: field.options[0]?.id, copies: 2, document: word };
    case 'rating':
      return Math.min(4, field.highest);
    default:
      return undefined;
  }
}
