import { type CellField, currencies } from '../../contract/form-design.ts';
import { type CompoundValue, valueShape } from '../../contract/form-values.ts';
import { isBankCard, isIdentityCard, isPhone, plainNumber } from './check-number.ts';
import { daysBetween } from './scope-of.ts';

export type ValueProblem =
  | 'wrongShape'
  | 'tooLong'
  | 'tooSmall'
  | 'tooLarge'
  | 'tooManyDecimals'
  | 'tooEarly'
  | 'tooLate'
  | 'endsBefore'
  | 'halfMissing'
  | 'notAnOption'
  | 'tooMany'
  | 'twice'
  | 'badPhone'
  | 'badIdNumber'
  | 'badBankAccount';

interface Found {
  readonly code: ValueProblem;
  readonly facts: Readonly<Record<string, unknown>>;
}
type Checked = { readonly value: unknown } | Found;

const no = (code: ValueProblem, facts: Found['facts'] = {}): Found => ({ code, facts });
const longest = 366;

/**
 * A value that somebody gave, as it is kept: spaces of numbers taken out, texts trimmed; or what is wrong with it. `today` is
 * the day at the applicant's employer.
 */
export function checkValue(field: CellField, given: unknown, today: string): Checked {
  const isNumber = field.kind === 'phone' || field.kind === 'idNumber' || field.kind === 'bankAccount';
  const written = isNumber && typeof given === 'string' ? plainNumber(given) : given;
  const parsed = shapeOf(field).safeParse(written);
  if (!parsed.success) {
    const isLong =
      (field.kind === 'text' || field.kind === 'longText') &&
      typeof written === 'string' &&
      [...written.trim()].length > field.most;
    return isLong ? no('tooLong', { most: field.most }) : no('wrongShape');
  }
  const wrong = problemOf(field, parsed.data, today);
  return wrong ?? { value: parsed.data };
}

const shapes = new WeakMap<CellField, ReturnType<typeof valueShape>>();
/** Making a shape is slow, and a table asks for the same one in every row. */
function shapeOf(field: CellField) {
  const known = shapes.get(field);
  if (known) return known;
  const made = valueShape(field);
  shapes.set(field, made);
  return made;
}

function problemOf(field: CellField, value: unknown, today: string): Found | undefined {
  switch (field.kind) {
    case 'number': {
      const decimals = (String(value).split('.')[1] ?? '').length;
      if (decimals > field.decimals) return no('tooManyDecimals', { most: field.decimals });
      return between(value as number, field.least, field.largest);
    }
    case 'money': {
      const scale = 10 ** currencies[field.currency];
      const found = between(value as number, field.least, field.largest);
      // Told in yuan, as the field is written in.
      return found && no(found.code, { limit: Number(found.facts.limit) / scale });
    }
    case 'date': {
      const [earliest, latest] = [field.earliest, field.latest].map((day) => (day === 'today' ? today : day));
      if (earliest !== undefined && (value as string) < earliest) return no('tooEarly', { limit: earliest });
      return latest !== undefined && (value as string) > latest ? no('tooLate', { limit: latest }) : undefined;
    }
    case 'dateRange': {
      const { from, to } = value as CompoundValue<'dateRange'>;
      if (field.halfDays && (from.half === undefined || to.half === undefined)) return no('halfMissing');
      return span(daysBetween(from, to));
    }
    case 'leave': {
      const { kind, from, to } = value as CompoundValue<'leave'>;
      return span(daysBetween(from, to)) ?? among(field.options, [kind]);
    }
    case 'trip': {
      const { from, to } = value as CompoundValue<'trip'>;
      return span(daysBetween(from, to));
    }
    case 'outing': {
      const { from, to } = value as CompoundValue<'outing'>;
      return to > from ? undefined : no('endsBefore');
    }
    case 'seal':
      return among(field.options, [(value as CompoundValue<'seal'>).seal]);
    case 'choice': {
      if (!field.multiple) return among(field.options, [value as string]);
      const chosen = value as string[];
      if (field.atMost !== undefined && chosen.length > field.atMost) return no('tooMany', { most: field.atMost });
      return repeated(chosen) ?? among(field.options, chosen);
    }
    case 'person':
    case 'department':
      return field.multiple ? several(value as string[], field.atMost) : undefined;
    case 'file':
    case 'image':
    case 'relatedApproval':
      return several(value as string[], field.atMost);
    case 'costCentre':
    case 'budgetLine':
    case 'project':
      return field.options.length > 0 ? among(field.options, [value as string]) : undefined;
    case 'phone':
      return isPhone(value as string) ? undefined : no('badPhone');
    case 'idNumber': {
      const isRight =
        field.document === 'identityCard'
          ? isIdentityCard(value as string, today)
          : /^[0-9A-Z()/-]{5,30}$/.test(value as string);
      return isRight ? undefined : no('badIdNumber');
    }
    case 'bankAccount': {
      const isRight = field.account === 'card' ? isBankCard(value as string) : /^[0-9-]{6,32}$/.test(value as string);
      return isRight ? undefined : no('badBankAccount');
    }
    default:
      return undefined;
  }
}

function between(value: number, least: number | undefined, largest: number | undefined): Found | undefined {
  if (least !== undefined && value < least) return no('tooSmall', { limit: least });
  return largest !== undefined && value > largest ? no('tooLarge', { limit: largest }) : undefined;
}

function span(days: number): Found | undefined {
  if (days <= 0) return no('endsBefore');
  return days > longest ? no('tooLong', { most: longest }) : undefined;
}

const repeated = (ids: readonly string[]): Found | undefined =>
  new Set(ids).size === ids.length ? undefined : no('twice');

function several(ids: readonly string[], most: number): Found | undefined {
  return ids.length > most ? no('tooMany', { most }) : repeated(ids);
}

const among = (options: readonly { readonly id: string }[], ids: readonly string[]): Found | undefined =>
  ids.every((id) => options.some((one) => one.id === id)) ? undefined : no('notAnOption');
