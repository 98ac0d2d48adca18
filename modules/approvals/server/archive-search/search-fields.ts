import type { z } from 'zod';
import type { Words } from '#kernel/contract/words.ts';
import type { searchedBy } from '../../contract/archive-search.ts';
import { bothLanguages, currencies } from '../../contract/form-design.ts';
import type { FormField } from '../../contract/process-kind.ts';
import type { ResolvedKind } from '../kind-of.ts';

type SearchedBy = z.infer<typeof searchedBy>;

/** A field as the archive offers it for searching. */
export interface SearchField {
  readonly name: string;
  readonly label: Words;
  readonly searchedBy: SearchedBy;
  readonly choices: { value: string; words: Words }[];
  readonly sum?: { digits: number };
}

const byType: Readonly<Record<string, SearchedBy>> = {
  text: 'text',
  longText: 'text',
  words: 'text',
  phone: 'text',
  number: 'number',
  days: 'number',
  rating: 'number',
  money: 'money',
  day: 'day',
  date: 'day',
  halfDay: 'day',
  dateRange: 'day',
  choice: 'choice',
  costCentre: 'choice',
  budgetLine: 'choice',
  project: 'choice',
  person: 'person',
};

/**
 * The fields of a kind, those of its newest version first. What any version masks can't be searched, or the mask could be
 * guessed away by asking; nor what was of another kind in another version.
 */
export function searchFields(versions: readonly ResolvedKind[]): SearchField[] {
  const fields = new Map<string, SearchField>();
  for (const field of versions.flatMap((version) => version.fields)) {
    const known = fields.get(field.name);
    const by = field.sensitive ? 'none' : searchedByOf(field);
    if (!known) fields.set(field.name, asOffered(field, by));
    else if (known.searchedBy !== by) {
      const { sum: _, ...kept } = known;
      fields.set(field.name, { ...kept, searchedBy: 'none', choices: [] });
    }
  }
  return [...fields.values()];
}

function searchedByOf({ type, design }: FormField): SearchedBy {
  if (design?.kind === 'formula') return design.gives;
  const by = byType[type] ?? 'none';
  const isCode = type === 'costCentre' || type === 'budgetLine' || type === 'project';
  return isCode && design && 'options' in design && design.options.length === 0 ? 'text' : by;
}

function asOffered({ name, label, design, choices }: FormField, by: SearchedBy): SearchField {
  const options = design && 'options' in design ? design.options : [];
  return {
    name,
    label,
    searchedBy: by,
    choices:
      by !== 'choice'
        ? []
        : [
            ...Object.entries(choices ?? {}).map(([value, words]) => ({ value, words })),
            ...options.map((option) => ({ value: option.id, words: bothLanguages(option.words) })),
          ],
    ...(by === 'number' && { sum: { digits: 0 } }),
    ...(by === 'money' && { sum: { digits: design && 'currency' in design ? currencies[design.currency] : 2 } }),
  };
}
